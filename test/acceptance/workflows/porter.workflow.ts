import { sleep, step, waitForEvent, workflow } from "statewright"
import { z } from "zod"

export const Knock = z.object({ door: z.string(), who: z.string() })

export const lift = step("lift", { input: z.string(), output: z.string(), run: async (who) => `${who} is let in` })

/** Sleeps for a day; then lets in who knocks while he listens, and reads in the end what was left at the door before. */
export const porter = workflow(
  "porter",
  { input: z.object({ door: z.string() }), output: z.array(z.string()) },
  async ({ door }) => {
    const log: string[] = []
    await sleep("1 day")
    for (let guests = 0; guests < 2; guests++) {
      const { who } = await waitForEvent("knock", {
        schema: Knock,
        where: (knock) => knock.door === door,
        fresh: true,
        timeout: "2 days",
        onTimeout: { who: "nobody" },
      })
      log.push(await lift(who))
    }
    const call = await waitForEvent("call", {
      schema: z.string(),
      fresh: true,
      timeout: "2 days",
      onTimeout: "no call",
    })
    const left = await waitForEvent("knock", {
      schema: Knock,
      where: (knock) => knock.door === door,
      timeout: "1 minute",
      onTimeout: { who: "nobody" },
    })
    return [...log, call, left.who]
  },
)
