import type { RunDetail, StepInfo } from "@statewright/runtime"
import { describe, expect, it } from "vitest"

import { runText } from "../src/run/run-text.ts"
import { stepJson } from "../src/run/run-json.ts"
import { paintOf } from "../src/screen/paint.ts"

const start = Date.UTC(2026, 10, 23, 9, 0, 0)
const at = (seconds: number): number => start + seconds * 1000

const step = (wait: string, more: Partial<StepInfo>): StepInfo => ({
  wait,
  name: wait.replace(/#.*/u, ""),
  status: "completed",
  attempts: 1,
  startedAt: at(0),
  input: 1,
  failures: [],
  ...more,
})

const failed = (attempt: number, from: number, message: string) => {
  const error = Object.assign(new Error(message), { stack: `Error: ${message}` })
  return { attempt, startedAt: at(from), endedAt: at(from + 2), error }
}

const steps: readonly StepInfo[] = [
  step("rate#1", { attempts: 0, cached: { storedAt: at(-180) }, endedAt: at(0), output: 1.08 }),
  step("quote#2", { attempts: 2, failures: [failed(1, 0, "timed out")], endedAt: at(4), output: "q-1" }),
  step("charge#3", {
    status: "failed",
    attempts: 3,
    startedAt: at(4),
    endedAt: at(20),
    failures: [failed(1, 4, "busy"), failed(2, 8, "busy"), failed(3, 18, "busy")],
    error: failed(3, 18, "busy").error,
    endedBy: "exhausted",
    letter: 17,
  }),
  step("stamp#4", {
    status: "failed",
    attempts: 1,
    startedAt: at(20),
    endedAt: at(30),
    failures: [failed(1, 20, "closed")],
    error: new Error("Step `stamp` took longer than its deadline of 10000 ms, with all its attempts."),
    endedBy: "deadline",
    letter: 18,
  }),
  step("notify#5", {
    status: "retrying",
    attempts: 1,
    startedAt: at(30),
    failures: [failed(1, 30, "refused")],
    refused: 3,
    nextAttemptAt: at(68),
    deadlineAt: at(90),
  }),
  step("validate#6", {
    startedAt: at(32),
    endedAt: at(32),
    output: { id: "a" },
    warnings: [
      { path: "lines[3].cents", message: "Invalid input: expected number, received string" },
      { path: "", message: 'assertion "paid" failed: order.paid', assertion: "paid", source: "order.paid" },
    ],
  }),
]

const detail: RunDetail = {
  id: "order-1",
  workflow: "buy",
  version: "v1",
  status: "running",
  tags: {},
  tenant: "acme",
  replays: 16,
  createdAt: at(0),
  updatedAt: at(32),
  input: 1,
  steps,
  branches: [],
  rests: [],
  waits: [],
  events: [],
  root: "order-1",
  children: [],
  groups: [],
}

describe("the life of a step", () => {
  it("P.2 F05.7 F06.9 F07.1 F13.4 F14.10 is told at one glance: attempts, cache, breaker, what comes next, dead letter", () => {
    const text = runText(
      { detail, begun: true, spans: [], timers: [], led: undefined, cancel: undefined },
      { page: { from: 0, steps, spans: [], branches: new Map() }, now: at(60), paint: paintOf(false) },
    )
    expect(text).toMatchInlineSnapshot(`
      "Run order-1  running
        workflow  buy (version v1)
        tenant    acme
        mends     dead letter 16
        started   2026-11-23 09:00:00Z
        runs for  1 min 0 s

      Input
        1

      Steps (6)
        STEP        STATUS     AFTER   TOOK    TIMELINE
        rate#1      completed  0 ms    0 ms
          answered from the cache, stored 3 min 0 s before
          -> 1.08
        quote#2     completed  0 ms    4.0 s
          attempt 1 failed after 2.0 s: Error: timed out
          -> "q-1"
        charge#3    failed     4.0 s   16.0 s
          attempt 1 failed after 2.0 s: Error: busy
          attempt 2 failed after 2.0 s: Error: busy
          attempt 3 failed after 2.0 s: Error: busy
          failed for good: these were all its attempts
          dead letter 17: statewright dlq show 17
        stamp#4     failed     20.0 s  10.0 s
          attempt 1 failed after 2.0 s: Error: closed
          failed for good: its deadline was over: Error: Step \`stamp\` took longer than its deadline of 10000 ms, with all its attempts.
          dead letter 18: statewright dlq show 18
        notify#5    retrying   30.0 s
          attempt 1 failed after 2.0 s: Error: refused
          turned away 3 times by its circuit breaker
          attempt 2 follows in 8.0 s, at 2026-11-23 09:01:08Z; until 2026-11-23 09:01:30Z at the latest
        validate#6  completed  32.0 s  0 ms
          warned: lines[3].cents: Invalid input: expected number, received string
          warned: assertion "paid" failed: order.paid
          -> {"id":"a"}
        = at work   x failed attempt   . waits for a retry   > goes on"
    `)
  })

  it("P.2 F06.9 F13.4 is told to programs, too", () => {
    expect(steps.map(stepJson)).toMatchObject([
      { cached: { storedAt: "2026-11-23T08:57:00.000Z" } },
      { failures: [{ attempt: 1 }] },
      { endedBy: "exhausted", letter: 17 },
      { endedBy: "deadline", letter: 18 },
      { refused: 3, nextAttemptAt: "2026-11-23T09:01:08.000Z", deadlineAt: "2026-11-23T09:01:30.000Z" },
      { warnings: [{ path: "lines[3].cents" }, { assertion: "paid", source: "order.paid" }] },
    ])
  })
})
