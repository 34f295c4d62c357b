import { readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { mutations } from "./mutations.ts"
import { prove } from "./prove.ts"

const top = fileURLToPath(new URL("../../..", import.meta.url))

/** Each round takes some ten seconds; nearly always one is enough, on a busy machine a few. */
const trying = { seed: 1, rounds: 18 }

describe("the checker, when a guard of the engine is taken away", () => {
  it.each(mutations)("N.2 $removes: stands in the code as the mutation says", ({ edits }) => {
    for (const { file, from, times } of edits) {
      expect(readFileSync(join(top, file), "utf8").split(from).length - 1, `${file}: ${from}`).toBe(times)
    }
  })

  it.each(mutations.filter(({ isQuick }) => isQuick))(
    "N.2 notices it: $removes",
    async (mutation) => {
      expect(await prove(mutation, trying)).toMatchObject({ isRed: true })
    },
    600_000,
  )
})
