import { expect, it } from "vitest"
import { body, charged, moving, starting } from "../src/contract/transitions.ts"
import { plainPayloads, type Transition } from "../src/index.ts"
import { payloadsOf } from "../src/sqlite/payloads.ts"
import { transitionPlanner } from "../src/sqlite/plan-transition.ts"

/** The statements that store transitions, by name; each finds or changes one row. */
const statementsOf = (...transitions: readonly Transition[]): readonly string[] => {
  const ran: string[] = []
  const stands = { status: "running", rev: 1, baseRev: 1, calls: 1 }
  const noting =
    <Value>(name: string, answer: Value) =>
    (): Value => {
      ran.push(name)
      return answer
    }
  const prepare = ((name: string) => ({
    run: noting(name, 1),
    get: noting(name, stands),
    all: noting(name, []),
  })) as never // every statement answers what this test needs of it
  const nothing = { has: () => false, note: () => {}, under: () => {} }
  const plan = transitionPlanner({ prepare, prepareNow: prepare, payloads: payloadsOf(plainPayloads) }, nothing)
  for (const transition of transitions) for (const operate of plan(transition).operations) operate()
  return ran
}

const wait = { frame: body, waitId: "charge#1" }

it("N.4 a step without policies costs the statements of its own rows, and no others", () => {
  expect(statementsOf(starting("a"))).toEqual([
    "write-inbox/waitingStart",
    "run-statements/insert",
    "run-statements/putPayload",
    "write-transition/insert",
    "step-statements/insert",
  ])
  expect(statementsOf(charged("a"))).toEqual([
    "run-statements/standing",
    "write-transition/dropSnapshots",
    "write-transition/insert",
    "step-statements/complete",
    "step-statements/insert",
  ])
})

it("N.4 F06.12 an attempt that is tried again costs its record and its timer", () => {
  const attempt = { ...wait, attempt: 1, startedAt: 1, endedAt: 2, error: "no" }
  const failing: Transition = moving("a", 1, {
    run: { kind: "check", expectedRev: 1 },
    steps: [{ ...wait, kind: "retry", token: "token 1" }],
    attempts: [attempt],
    setTimers: [{ ...wait, kind: "retry", dueAt: 5 }],
  })
  expect(statementsOf(failing)).toEqual([
    "run-statements/standing",
    "step-statements/retry",
    "write-attempts/insert",
    "write-timers/set",
  ])
})
