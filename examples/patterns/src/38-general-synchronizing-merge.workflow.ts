import { pool, workflow } from "statewright"
import { z } from "zod"
import { charge, pack, review, tell } from "./shop.ts"

/** What comes next waits for all that can still come, whatever way it takes: branches may begin others on the way. */
export const generalSynchronizingMerge = workflow(
  "generalSynchronizingMerge",
  { input: z.number().int(), output: z.string() },
  async (cents) => {
    const work = pool<string>()
    work.add(async () => {
      const parcel = await pack("lamp")
      if (cents > 1000) work.add(() => review(parcel))
      return parcel
    })
    if (cents > 0) work.add(() => charge(cents))
    const ended = await work.until()
    return await tell(`${ended.length} done`)
  },
)
