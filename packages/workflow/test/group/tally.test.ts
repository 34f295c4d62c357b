import type { GroupCounts, GroupSpec, Outcome, Settled } from "@statewright/model"
import {
  atLeast,
  begun,
  Cancelled,
  type Ended,
  isOver,
  isThrown,
  mayBegin,
  noCounts,
  note,
  resultOf,
  specOf,
} from "@statewright/workflow"
import { expect, test } from "vitest"

const three = { total: 3, names: ["a", "b", "c"] }

/** Members end in the order of `ends`; what the group answers, and how many had begun. */
const play = (spec: GroupSpec, ends: readonly (readonly [number, Ended])[]): { begun: number; outcome?: Outcome } => {
  const settled: (Settled | undefined)[] = []
  let thrown: unknown
  let counts: GroupCounts = noCounts(spec)
  const fill = (): void => {
    while (mayBegin(spec, counts)) counts = begun(counts)
  }
  fill()
  for (const [at, how] of ends) {
    if (isOver(spec, counts)) break
    const before = counts
    const error = how === "cancelled" ? new Cancelled({ message: `gone ${at}` }) : `no ${at}`
    settled[at] =
      how === "ok"
        ? { status: "fulfilled", value: at }
        : how === "failed"
          ? { status: "rejected", reason: error }
          : { status: "cancelled" }
    counts = note(spec.rule, spec.total, counts, { at, how })
    if (isThrown(spec.rule, before, counts)) thrown = error
    fill()
  }
  return { begun: counts.next, ...(isOver(spec, counts) && { outcome: resultOf(spec, counts, { settled, thrown }) }) }
}

test("F04.4 `all` waits for all and throws the first error that came", () => {
  const spec = specOf("fork", {}, three)
  expect(
    play(spec, [
      [2, "failed"],
      [0, "failed"],
    ]).outcome,
  ).toBeUndefined()
  expect(
    play(spec, [
      [2, "failed"],
      [0, "failed"],
      [1, "ok"],
    ]).outcome,
  ).toEqual({ ok: false, error: "no 2" })
  expect(
    play(spec, [
      [2, "ok"],
      [0, "ok"],
      [1, "ok"],
    ]).outcome,
  ).toEqual({ ok: true, value: { a: 0, b: 1, c: 2 } })
})

test("F04.5 a counted join ends as soon as it is met, and fails as soon as it cannot be", () => {
  const spec = specOf("fork", { join: atLeast(2) }, three)
  expect(
    play(spec, [
      [1, "ok"],
      [0, "failed"],
      [2, "ok"],
    ]).outcome,
  ).toEqual({
    ok: true,
    value: {
      a: { status: "rejected", reason: "no 0" },
      b: { status: "fulfilled", value: 1 },
      c: { status: "fulfilled", value: 2 },
    },
  })
  const unmet = play(spec, [
    [2, "failed"],
    [0, "failed"],
  ]).outcome
  expect(unmet).toMatchObject({
    ok: false,
    error: { _tag: "JoinFailed", errors: ["no 0", "no 2"], needed: 2, count: 3 },
  })
  expect(
    play(specOf("fork", { join: "majority" }, three), [
      [2, "ok"],
      [0, "ok"],
    ]).outcome,
  ).toMatchObject({
    value: { b: { status: "cancelled" } },
  })
})

test("F04.5 losers that are awaited begin, too, and what they come to is told", () => {
  const spec = specOf("parallel", { join: "any", losers: "await", maxParallelism: 1 }, { total: 3 })
  expect(play(spec, [[0, "ok"]])).toEqual({ begun: 2 })
  expect(
    play(spec, [
      [0, "ok"],
      [1, "failed"],
      [2, "cancelled"],
    ]),
  ).toEqual({
    begun: 3,
    outcome: {
      ok: true,
      value: [{ status: "fulfilled", value: 0 }, { status: "rejected", reason: "no 1" }, { status: "cancelled" }],
    },
  })
  const cut = specOf("parallel", { join: "any", maxParallelism: 1 }, { total: 3 })
  expect(play(cut, [[0, "ok"]])).toMatchObject({ begun: 1, outcome: { ok: true } })
})

test("F03.5 `forEach` stops, goes on, or collects", () => {
  const items = { total: 3 }
  const stop = specOf("forEach", {}, items)
  expect(
    play(stop, [
      [0, "ok"],
      [1, "failed"],
    ]),
  ).toEqual({ begun: 2, outcome: { ok: false, error: "no 1" } })
  const all = [
    [0, "ok"],
    [1, "failed"],
    [2, "failed"],
  ] as const
  expect(play(specOf("forEach", { onError: "collect" }, items), all).outcome).toMatchObject({
    ok: false,
    error: { _tag: "JoinFailed", errors: ["no 1", "no 2"], needed: 3, count: 3 },
  })
  expect(play(specOf("forEach", { onError: "continue" }, items), all).outcome).toMatchObject({
    ok: true,
    value: [{ status: "fulfilled" }, { status: "rejected" }, { status: "rejected" }],
  })
  expect(play(specOf("forEach", {}, { total: 0 }), []).outcome).toEqual({ ok: true, value: [] })
})

test("F08.4 a member that was cancelled is no failure: it cancels the whole, or counts as gone", () => {
  const gone = { ok: false, error: { _tag: "Cancelled", message: "gone 1" } }
  expect(
    play(specOf("fork", {}, three), [
      [0, "failed"],
      [1, "cancelled"],
    ]).outcome,
  ).toMatchObject(gone)
  expect(
    play(specOf("forEach", { losers: "await" }, { total: 3 }), [
      [0, "ok"],
      [1, "cancelled"],
    ]).outcome,
  ).toMatchObject(gone)
  expect(play(specOf("race", {}, three), [[1, "cancelled"]]).outcome).toMatchObject(gone)
  const two = specOf("fork", { join: atLeast(2) }, three)
  expect(
    play(two, [
      [1, "cancelled"],
      [0, "failed"],
    ]).outcome,
  ).toMatchObject({ error: { errors: ["no 0"] } })
  expect(
    play(two, [
      [0, "cancelled"],
      [1, "cancelled"],
    ]).outcome,
  ).toMatchObject(gone)
})

test("W.4 a race answers who won, or throws what the first threw", () => {
  const spec = specOf("race", {}, three)
  expect(play(spec, [[1, "ok"]]).outcome).toEqual({ ok: true, value: { name: "b", value: 1 } })
  expect(play(spec, [[2, "failed"]]).outcome).toEqual({ ok: false, error: "no 2" })
})

test.each([
  ["fork", {}, { total: 0, names: [] }, "it has no branches"],
  ["parallel", { join: atLeast(4) }, three, "its `join` needs 4 of 3 branches"],
  ["parallel", { join: "any" }, { total: 0 }, "its `join` needs 1 of 0 branches"],
  ["forEach", { join: "majority" }, { total: 0 }, "its `join` needs 1 of 0 items"],
  ["forEach", { join: atLeast(2) }, { total: 1 }, "its `join` needs 2 of 1 item"],
  ["fork", { join: atLeast(0) }, three, "its `join` is `atLeast(0)`"],
  ["fork", { join: atLeast(1.5) }, three, "its `join` is `atLeast(1.5)`"],
  ["fork", { join: "most" }, three, '`join` is "most"'],
  ["fork", { losers: "kill" }, three, '`losers` is "kill"'],
  ["parallel", { maxParallelism: -1 }, three, "`maxParallelism` is -1"],
  ["parallel", { maxParallelism: 0.5 }, three, "`maxParallelism` is 0.5"],
  ["parallel", { maxParallelism: 2 }, { total: 3, begun: true }, "its branches have begun"],
  ["forEach", { maxParallelism: 2 }, three, "`maxParallelism` is for iterations side by side"],
  ["forEach", { maxIterations: -1 }, three, "`maxIterations` is -1"],
  ["forEach", { join: "any", onError: "stop" }, three, "both `join` and `onError`"],
  ["race", { branchTimeout: 5 }, three, 'it has no option "branchTimeout"'],
] as const)("F04.4 `%s` refuses %o of %o", (word, options, members, problem) => {
  expect(() => specOf(word, options, members)).toThrow(problem)
})
