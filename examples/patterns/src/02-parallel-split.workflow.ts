import { workflow } from "statewright"
import { z } from "zod"
import { charge, pack, tell } from "./shop.ts"

/** One branch becomes several, which run side by side. */
export const parallelSplit = workflow(
  "parallelSplit",
  { input: z.string(), output: z.array(z.string()) },
  async (item) => {
    const packing = pack(item)
    const charging = charge(1200)
    const telling = tell(`we work on ${item}`)
    return [await packing, await charging, await telling]
  },
)
