import { sleep, workflow } from "statewright"
import { z } from "zod"
import { pack, reserve, tell } from "./shop.ts"

/** One branch comes to the end of the whole run; what else is at work is given up. */
export const explicitTermination = workflow(
  "explicitTermination",
  { input: z.string(), output: z.string() },
  async (item) => {
    const remind = async (): Promise<void> => {
      for (let day = 1; day <= 30; day++) {
        await sleep("1 day")
        await tell(`still waiting for ${item}`)
      }
    }
    const reminding = remind()
    const reserved = await reserve(item)
    if (reserved === "reserved lamp") return await pack(item)
    return await Promise.race([sleep("30 hours").then(() => "given up"), reminding.then(() => "never")])
  },
)
