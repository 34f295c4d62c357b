import { fork, mutex, workflow } from "statewright"
import { z } from "zod"
import { charge, pack, review, ship } from "./shop.ts"

/** Branches with an order of their own, of whose tasks no two are at work at once. */
export const interleavedParallelRouting = workflow(
  "interleavedParallelRouting",
  { input: z.string(), output: z.object({ goods: z.string(), money: z.string() }) },
  async (item) =>
    await fork({
      goods: async () => {
        const parcel = await mutex("desk").run(() => pack(item))
        return await mutex("desk").run(() => ship(parcel))
      },
      money: async () => {
        const seen = await mutex("desk").run(() => review("ann"))
        const receipt = await mutex("desk").run(() => charge(1200))
        return `${seen}, ${receipt}`
      },
    }),
)
