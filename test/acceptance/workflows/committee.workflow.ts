import { EventTimedOut, sleep, step, waitForEvent, workflow } from "statewright"
import { z } from "zod"
import { ballotOf } from "./ballots.ts"
import { world } from "../world.ts"

export const publish = step("publish", {
  input: z.string(),
  output: z.number(),
  run: async (text, context) => {
    await world.enter("publish", context)
    return text.length
  },
})

/** Waits for a chair, then for the ballots of all members at once, while anybody may object. */
export const committee = workflow(
  "committee",
  {
    input: z.object({ motion: z.string(), members: z.array(z.string()), since: z.date() }),
    output: z.record(z.string(), z.unknown()),
  },
  async ({ motion, members, since }) => {
    const log: unknown[] = []
    const objection = waitForEvent("objection", {
      where: (event) => event === motion,
      timeout: "40 hours",
      onTimeout: "none",
    })

    let chair: unknown
    for (let round = 1; chair === undefined && round < 100; round++) {
      chair = await Promise.race([waitForEvent("chair", { where: (name) => name !== "nobody" }), sleep("10 hours")])
      if (chair === undefined) log.push(await publish(`a chair, please: ${round}`))
    }

    const votes = await Promise.all(members.map((member) => ballotOf(motion, member, since)))
    const noes = votes.filter((vote) => vote === false).length
    try {
      const { yes } = await waitForEvent("casting-vote", {
        schema: z.object({ by: z.string(), yes: z.boolean() }),
        where: ({ by }) => by === chair || noes > members.length,
        timeout: "10 hours",
      })
      log.push(yes)
    } catch (error) {
      if (!(error instanceof EventTimedOut)) throw error
      log.push([error.event, error.message])
    }
    return { chair, votes, log, objection: await objection }
  },
)
