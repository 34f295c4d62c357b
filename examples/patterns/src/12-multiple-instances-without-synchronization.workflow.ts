import { workflow } from "statewright"
import { z } from "zod"
import { pack, ship } from "./shop.ts"

/** Packs and ships one item. */
export const deliver = workflow("deliver", { input: z.string(), output: z.string() }, async (item) => {
  const parcel = await pack(item)
  return await ship(parcel)
})

/** Several instances, for which nobody waits. */
export const multipleInstancesWithoutSynchronization = workflow(
  "multipleInstancesWithoutSynchronization",
  { input: z.array(z.string()), output: z.number() },
  async (items) => {
    for (const item of items) await deliver.start(item)
    return items.length
  },
)
