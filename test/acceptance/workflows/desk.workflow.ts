import { parallel, step, workflow } from "statewright"
import { z } from "zod"
import { world } from "../world.ts"

/** Answers how long a question is. */
export const ponder = step("ponder", {
  input: z.string(),
  output: z.number(),
  run: async (question, context) => {
    await world.enter("ponder", context)
    return question.length
  },
})

const Letter = z.object({
  kind: z.enum(["bill", "card", "news"]),
  pages: z.number().int(),
  note: z.string().nullable(),
  sender: z.object({ name: z.string(), marks: z.array(z.number()) }).optional(),
  colours: z.array(z.string()),
})

const sort = async (colour: string): Promise<number> => {
  const weight = await ponder(colour)
  if (weight > 3) await ponder(`${colour} again`)
  return weight
}

/** A letter goes through every construct that can branch around a step. */
export const desk = workflow("desk", { input: Letter, output: z.array(z.string()) }, async (letter) => {
  const log: string[] = []
  const opened = await ponder("open")
  // Nothing waits inside, so this is no branch of the chart.
  if (opened > 3) log.push("it was glued")

  if (letter.pages > 100) log.push(`${await ponder("a book")}`)
  else if (letter.pages > opened) log.push(`${await ponder("a story")}`)
  else log.push(`${await ponder("a line")}`)

  switch (letter.kind) {
    case "bill":
      log.push(`pay ${await ponder("pay")}`)
      break
    case "card":
      log.push(`smile ${await ponder("smile")}`)
      break
    default:
      break
  }

  const copies = letter.pages > 1 ? await ponder("copy both sides") : 0
  const isUrgent = letter.kind === "card" && (await ponder("today")) > 0
  const isKnown = letter.sender !== undefined || (await ponder("who")) > 0
  const note = letter.note ?? `${await ponder("no note")}`
  const marks = letter.sender?.marks.slice(await ponder("1"))
  log.push(`${copies} ${isUrgent} ${isKnown} ${note} ${marks?.length}`)

  let left = 2
  while (left > 0) left -= await ponder("1")
  do left += await ponder("12")
  while (left < 3)
  for (let copy = 0; copy < 1; copy++) await ponder("copy")

  if ((await ponder("really?")) > 3) log.push("done")
  await parallel(letter.colours.map((colour) => sort(colour)))
  return log
})

/** Turns often before it waits. */
export const dial = workflow("dial", { input: z.object({ turns: z.number().int() }) }, async ({ turns }) => {
  for (let turn = 0; turn < turns; turn++) {
    if (turn === turns - 1) await ponder("click")
  }
})

const Long = z.object({ words: z.array(z.string()) })

/** Asks a question that is longer than a history keeps. */
export const ramble = workflow("ramble", { input: Long, output: z.number() }, async ({ words }) => {
  if (
    words.includes("a rather long word that nobody ever says") ||
    words.includes("another rather long word that nobody ever says") ||
    words.includes("a third and again rather long word that nobody ever says")
  ) {
    return ponder("long")
  }
  return 0
})
