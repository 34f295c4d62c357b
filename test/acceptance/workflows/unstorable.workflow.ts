import { step, workflow } from "statewright"
import { z } from "zod"

export const note = step("note", { input: z.unknown(), run: async () => {} })

/** What the checker cannot see: it may hold anything. */
export const somethingElse = (): unknown => ({ items: [{ callback: () => 1 }] })

/** An input that cannot be stored fails the run where no `catch` can see it: it is not the author's code that failed. */
export const unstorable = workflow("unstorable", { output: z.string() }, async () => {
  try {
    await note(somethingElse())
  } catch {
    return "caught"
  }
  return "stored"
})
