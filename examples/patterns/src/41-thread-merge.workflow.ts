import { barrier, forEach, workflow } from "statewright"
import { z } from "zod"
import { pack, ship } from "./shop.ts"

/** A known number of threads of one branch becomes one thread again. */
export const threadMerge = workflow(
  "threadMerge",
  { input: z.array(z.string()), output: z.array(z.string()) },
  async (items) => {
    const merged = barrier(items.length)
    return await forEach(items, { mode: "parallel" }, async (item, index) => {
      const parcel = await pack(item)
      await merged.arrive()
      return index === 0 ? await ship(`${items.length} parcels`) : parcel
    })
  },
)
