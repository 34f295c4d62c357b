import { existsSync } from "node:fs"
import { parallel, step, workflow } from "statewright"
import { z } from "zod"
import { noteEffect } from "../log/effect-log.ts"

/** The environment variable that names a file: as long as it is there, nothing rusty can be welded. */
export const rustVariable = "STATEWRIGHT_TEST_RUST"

/** Welds a part. */
export const weld = step("weld", {
  input: z.object({ part: z.string() }),
  output: z.string(),
  run: async ({ part }, context) => {
    noteEffect("weld", { part }, context)
    if (part.startsWith("rusty") && existsSync(process.env[rustVariable] ?? "")) throw new RangeError("It is rusty.")
    return `${part} holds`
  },
})

/** Welds some parts in turn, and then three at once. */
export const welds = workflow(
  "welds",
  { input: z.object({ inTurn: z.array(z.string()), atOnce: z.array(z.string()) }), output: z.array(z.string()) },
  async ({ inTurn, atOnce: [a = "", b = "", c = ""] }) => {
    const held: string[] = []
    for (const part of inTurn) held.push(await weld({ part }))
    const last = await parallel([weld({ part: a }), weld({ part: b }), weld({ part: c })])
    return [...held, ...last]
  },
)
