import { forEach, workflow } from "statewright"
import { z } from "zod"
import { pack, ship } from "./shop.ts"

/** Several instances, how many is known when they begin; what comes next waits for all. */
export const multipleInstancesKnownAtRunTime = workflow(
  "multipleInstancesKnownAtRunTime",
  { input: z.array(z.string()), output: z.array(z.string()) },
  async (items) =>
    await forEach(items, { mode: "parallel", maxParallelism: 2 }, async (item) => {
      const parcel = await pack(item)
      return await ship(parcel)
    }),
)
