import { Cancelled, sleep, step, workflow } from "statewright"
import { z } from "zod"

const Parcel = z.object({ id: z.string(), days: z.number() })

/** Sends a parcel off. */
export const send = step("send", { input: z.string(), output: z.string(), run: async (id) => `sent ${id}` })

/** Calls it back; the note says who did. */
export const callBack = step("callBack", { input: z.string(), output: z.string(), run: async (note) => note })

/** Sends a parcel, waits for it to arrive, and calls it back when somebody cancels that. */
export const parcel = workflow("parcel", { input: Parcel, output: z.string() }, async ({ id, days }) => {
  const travel = async (): Promise<string> => {
    try {
      await send(id)
      await sleep(`${days} days`)
      return "arrived"
    } finally {
      await callBack(`helper of ${id}`)
    }
  }
  try {
    return await travel()
  } catch (error) {
    const why = error instanceof Cancelled ? error.reason : "lost"
    await callBack(`body of ${id}: ${why}`)
    return "called back"
  }
})
