import { describe, expect, it } from "vitest"
import { runCompiled, runInline } from "../src/index.ts"
import { collect, collectProgram } from "../../runtime/test/advance/collect.ts"

describe("runCompiled", () => {
  it.for(["memory", "roundtrip", "duplicate"] as const)(
    "A.3 answers what runInline answers, in mode %s",
    async (mode) => {
      const steps = {
        square: async ({ value }: { value: number }) => {
          if (value === 40) throw new RangeError("too large")
          return value * value
        },
      }
      for (const count of [0, 3, 40, 41]) {
        expect(await runCompiled(collectProgram, { count }, { steps, mode })).toEqual(
          await runInline(collect, { count }, { steps }),
        )
      }
    },
  )
})
