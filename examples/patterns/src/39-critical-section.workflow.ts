import { mutex, parallel, workflow } from "statewright"
import { z } from "zod"
import { pack, reserve } from "./shop.ts"

/** Parts of branches, or of runs, of which only one may be at work at once. */
export const criticalSection = workflow(
  "criticalSection",
  { input: z.array(z.string()), output: z.array(z.string()) },
  async ([first = "lamp", second = "vase"]) => {
    const fromShelf = async (item: string): Promise<string> =>
      await mutex("shelf", { scope: "global" }).run(async () => {
        await reserve(item)
        return await pack(item)
      })
    return await parallel([fromShelf(first), fromShelf(second)])
  },
)
