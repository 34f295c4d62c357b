import { failure, mutex, step, validate, waitForEvent, workflow } from "statewright"
import { z } from "zod"

export class Refused extends failure("Refused", z.object({ said: z.string() })) {}

export const Said = z.object({ word: z.string() })

export const repeat = step("repeat", {
  input: z.string(),
  output: z.string(),
  concurrency: { limit: 1, key: (word) => word },
  rate: { limit: 100, per: "1 second", key: (word) => word },
  cache: { ttl: "1 day", key: (word) => word, tags: (word) => [word] },
  run: async (word) => `${word} ${word}`,
})

export const stumble = step("stumble", {
  input: z.string(),
  errors: [Refused],
  idempotent: true,
  retry: { maxAttempts: 2, strategy: "immediate" },
  run: async (word) => {
    throw new Refused({ said: `${word} was refused` })
  },
})

/** Hears a word and lets it come by every place that something is stored in. */
export const canary = workflow(
  "canary",
  {
    input: Said,
    output: z.unknown(),
    tags: ({ word }) => ({ word }),
    concurrency: { limit: 9, key: ({ word }) => word },
  },
  async ({ word }) => {
    await validate({ word }, Said, { mode: "warn", assert: { "is short": (said) => said.word === "" } })
    const twice = await mutex(word).run(() => repeat(word))
    if (twice !== word) {
      try {
        await stumble(word)
      } catch (error) {
        if (!(error instanceof Error)) throw error
      }
    }
    const heard = await waitForEvent("said", { schema: Said, where: (said) => said.word === word })
    if (heard.word === word) throw new Refused({ said: `${word} is out` })
    return { heard, twice }
  },
)
