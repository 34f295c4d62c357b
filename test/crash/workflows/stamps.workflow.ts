import { step, workflow } from "statewright"
import { z } from "zod"
import { noteEffect } from "../log/effect-log.ts"

/** What the workflow's own code saw of time and chance. */
export const Stamp = z.object({ door: z.number(), at: z.number(), id: z.string(), chance: z.number() })

export const stamp = step("stamp", {
  input: Stamp,
  output: z.string(),
  run: async (seen, context) => {
    noteEffect("stamp", seen, context)
    return seen.id
  },
})

/** Asks for time and chance before each of its waits, and goes on with what it saw. */
export const stamps = workflow(
  "stamps",
  { input: z.object({ doors: z.number().int() }), output: z.array(Stamp.extend({ stamped: z.string() })) },
  async ({ doors }) => {
    const all: z.infer<typeof Stamp>[] = []
    const stamped: string[] = []
    for (let door = 0; door < doors; door++) {
      const seen = { door, at: Date.now(), id: crypto.randomUUID(), chance: Math.random() }
      all.push(seen)
      stamped.push(await stamp(seen))
    }
    return all.map((each, door) => ({ ...each, stamped: stamped[door] ?? "" }))
  },
)
