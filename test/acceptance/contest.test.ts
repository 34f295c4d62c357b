import { BranchTimedOut, Cancelled, isStatewrightError, JoinFailed, type Settled } from "statewright"
import { runCompiled, runInline, type Stubs, type TestResult } from "@statewright/testing"
import { describe, expect, it } from "vitest"
import { seeded, type Random } from "../fuzz/grammar/random.ts"
import { type Contest, expected, type Expected } from "./contest-model.ts"
import { contestProgram } from "./generated/contest.machine.ts"
import { contest } from "./workflows/contest.workflow.ts"

const steps: Stubs = {
  arrive: async ({ at, fails }: { at: number; fails: boolean }) => {
    if (fails) throw new Error(`${at} fell`)
    return at
  },
  herald: async () => undefined,
}

const planned = (random: Random): Contest => {
  const word = random.of(["parallel", "fork", "race", "forEach", "forEach"] as const)
  const total = word === "forEach" ? random.below(6) : word === "parallel" ? 4 : 3
  const join = word === "race" || random.chance(0.4) ? undefined : random.of(["all", "any", "majority", "n"] as const)
  const isCounted = join !== undefined && join !== "all"
  const ways = random.chance(0.4) ? (["ok", "cancelled"] as const) : (["ok", "ok", "failed", "cancelled"] as const)
  const millis = (): number => 1 + random.below(1_000_000_000)
  return {
    word,
    runners: Array.from({ length: total }, () => ({
      millis: millis(),
      ends: random.of(ways),
      ...(random.chance(0.3) && { cleanUp: 1 + random.below(600_000) }),
    })),
    ...(join !== undefined && { join: join === "n" ? { atLeast: 1 + random.below(5) } : join }),
    ...(random.chance(0.6) && { losers: random.of(["cancel", "await"] as const) }),
    ...(word === "forEach" &&
      !isCounted &&
      random.chance(0.7) && { onError: random.of(["stop", "continue", "collect"] as const) }),
    ...(word !== "race" && random.chance(0.5) && { window: 1 + random.below(4) }),
    ...(word !== "race" && random.chance(0.3) && { timeout: millis() }),
    ...(random.chance(0.3) && { cutAfter: millis() }),
  }
}

/** In the words of the model. */
const seen = ({ output, error, trace }: TestResult<unknown>): Expected => ({
  end: error === undefined ? endOf(output) : errorOf(error),
  notes: trace.map(({ step, input }) =>
    step === "arrive" ? `${(input as { at: number }).at} arrived` : String(input).replace(/ withdrew: .*/, " withdrew"),
  ),
})

const endOf = (output: unknown): string => {
  const won = output as { readonly name?: string; readonly value?: unknown; readonly end?: unknown } // as the workflow answers
  if (won.name === "cut") return "cut"
  const group = won.name === "group" ? won.value : won.end
  if (typeof group === "object" && group !== null && "name" in group && "value" in group) {
    return `${String(group.name)} ${String(group.value)}`
  }
  return Object.values(group as object)
    .map(shown)
    .join(" ")
}

const shown = (one: number | Settled): string => {
  if (typeof one === "number") return String(one)
  return one.status === "fulfilled" ? String(one.value) : one.status === "rejected" ? `!${thrown(one.reason)}` : "-"
}

const thrown = (error: unknown): string =>
  error instanceof BranchTimedOut ? "late" : error instanceof Error ? error.message : String(error)

const errorOf = (error: unknown): string => {
  if (error instanceof JoinFailed) return `JoinFailed ${error.errors.map(thrown).join()}`
  if (error instanceof Cancelled) return "Cancelled"
  return isStatewrightError(error) ? error._tag : `Error ${thrown(error)}`
}

const sorted = ({ end, notes }: Expected): Expected => ({ end, notes: notes.toSorted() })

describe("a group of more members than a frame keeps results of", () => {
  it("F03.6 F03.10 answers natively and compiled what each came to, in order, though they end in another", async () => {
    const runners = Array.from({ length: 70 }, (_, at) => ({
      millis: 1 + ((at * 37) % 70),
      ends: at % 9 === 8 ? ("failed" as const) : ("ok" as const),
    }))
    for (const onError of ["continue", "collect"] as const) {
      const plan: Contest = { word: "forEach", runners, onError, window: 30 }
      const native = seen(await runInline(contest, plan, { steps, now: 0 }))
      expect(sorted(native)).toEqual(sorted(expected(plan)))
      for (const mode of ["memory", "roundtrip", "duplicate"] as const) {
        expect(seen(await runCompiled(contestProgram, plan, { steps, mode, now: 0 })), mode).toEqual(native)
      }
    }
  })
})

describe("groups of any word, join and window, whose members end in any order", () => {
  it.each([1, 2])("F01.7 F03.5 F04.5 F04.6 W.2 end natively and compiled as the model says, part %i", async (part) => {
    const ends = new Set<string>()
    for (let at = 0; at < 150; at++) {
      const plan = planned(seeded(part * 1000 + at))
      const model = expected(plan)
      const native = seen(await runInline(contest, plan, { steps, now: 0 }))
      expect(sorted(native), JSON.stringify(plan)).toEqual(sorted(model))
      for (const mode of ["memory", "roundtrip", "duplicate"] as const) {
        const compiled = seen(await runCompiled(contestProgram, plan, { steps, mode, now: 0 }))
        expect(compiled, `${mode} ${JSON.stringify(plan)}`).toEqual(native)
      }
      ends.add(model.end.split(" ")[0] ?? "")
    }
    // The chance is worth something: it has come to every kind of end.
    expect([...ends]).toEqual(expect.arrayContaining(["cut", "Cancelled", "JoinFailed", "Error", "a", "0"]))
  })
})
