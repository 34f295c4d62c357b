import { step, waitForEvent, workflow } from "statewright"
import { z } from "zod"
import { noteEffect } from "../log/effect-log.ts"

/** What is sent to a box. */
export const Letter = z.object({ box: z.string(), text: z.string() })

export const file = step("file", {
  input: z.object({ text: z.string() }),
  run: async (input, context) => noteEffect("file", input, context),
})

/** Takes the letters to a box, one after the other, and files each, if it is to. */
export const letters = workflow(
  "letters",
  {
    input: z.object({ box: z.string(), count: z.number().int(), files: z.boolean().default(true) }),
    output: z.array(z.string()),
  },
  async ({ box, count, files }) => {
    const taken: string[] = []
    while (taken.length < count) {
      const letter = await waitForEvent("letter", {
        schema: Letter,
        where: (sent) => sent.box === box,
        timeout: "1 day",
      })
      taken.push(letter.text)
      if (files) await file({ text: letter.text })
    }
    return taken
  },
)
