import { encodeValue } from "@statewright/model"
import type { AttemptRow, RunRow, StepRow, TimerRow } from "@statewright/store"
import { describe, expect, it } from "vitest"

import { eventLines } from "../src/run/event-text.ts"
import { eventsSince, nothingSeen, type RunFacts, seenIn } from "../src/run/run-event.ts"
import { timeline } from "../src/run/timeline.ts"
import { paintOf } from "../src/screen/paint.ts"

const run = (row: Partial<RunRow> = {}): RunRow => ({
  id: "r",
  workflow: "w",
  version: "1",
  status: "running",
  rev: 1,
  state: "s",
  createdAt: 1000,
  updatedAt: 1000,
  endedAt: null,
  parkedReason: null,
  tenant: "",
  retries: 0,
  replays: null,
  input: "",
  contracts: null,
  output: null,
  error: null,
  ...row,
})

const step = (waitId: string, row: Partial<StepRow> = {}): StepRow => ({
  runId: "r",
  frame: "main",
  waitId,
  name: "work",
  status: "running",
  attempt: 1,
  token: null,
  input: "",
  output: null,
  error: null,
  startedAt: 1000,
  attemptAt: 1000,
  within: null,
  endedAt: null,
  crashes: 0,
  refused: 0,
  forgiven: 0,
  cachedAt: null,
  endedBy: null,
  warnings: null,
  ...row,
})

const done = (waitId: string, endedAt: number, row: Partial<StepRow> = {}): StepRow =>
  step(waitId, { status: "completed", endedAt, ...row })

const facts = (found: Partial<RunFacts>): RunFacts => ({
  run: run(),
  steps: [],
  attempts: [],
  timers: [],
  waits: [],
  received: [],
  ...found,
})

const kinds = (seen: RunFacts | undefined, now: RunFacts): readonly string[] =>
  eventsSince(seen === undefined ? nothingSeen : seenIn(seen), now).map(
    (event) => `${event.at} ${event.kind}${"wait" in event ? ` ${event.wait}` : ""}`,
  )

describe("eventsSince", () => {
  it("P.2 tells each thing once, in order", () => {
    const failed: AttemptRow = {
      runId: "r",
      frame: "main",
      waitId: "work#2",
      attempt: 1,
      startedAt: 1005,
      endedAt: 1010,
      error: encodeValue(new Error("no"), "error"),
    }
    const retry: TimerRow = { runId: "r", frame: "main", waitId: "work#2", kind: "retry", dueAt: 2000 }
    const first = facts({ steps: [done("work#1", 1005), step("work#2", { startedAt: 1005 })] })
    expect(kinds(undefined, first)).toEqual(["1005 step-ended work#1", "1005 step-started work#2"])
    expect(kinds(first, first)).toEqual([])

    const second = facts({
      run: run({ updatedAt: 1000 }),
      steps: [done("work#1", 1005), step("work#2", { startedAt: 1005, status: "retrying" })],
      attempts: [failed],
      timers: [retry],
    })
    expect(kinds(first, second)).toEqual(["1010 attempt-failed work#2", "1010 retry-waits work#2"])

    const sleep: TimerRow = { runId: "r", frame: "main", waitId: "sleep#3", kind: "sleep", dueAt: 9000 }
    const third = facts({
      run: run({ updatedAt: 2010 }),
      steps: [done("work#1", 1005), done("work#2", 2010, { attempt: 2 })],
      attempts: [failed],
      timers: [sleep],
    })
    expect(kinds(second, third)).toEqual(["2010 step-ended work#2", "2010 sleeps sleep#3"])
    const end = facts({ ...third, run: run({ status: "completed", endedAt: 9001 }), timers: [] })
    expect(kinds(third, end)).toEqual(["9001 run-rests"])
  })

  it("P.2 F10.8 tells of events that are awaited and received, once", () => {
    const at = { runId: "r", frame: "main", waitId: "approval#1", name: "approval" }
    const asked = { number: 1, site: "s", key: "", given: null, onTimeout: null, after: null, trouble: null }
    const waits = facts({ waits: [{ ...at, ...asked, dueAt: 9000, openedAt: 1001 }] })
    expect(kinds(undefined, waits)).toEqual(["1001 waits-for-event approval#1"])
    expect(kinds(waits, waits)).toEqual([])
    const event = { seq: 1, eventId: "hook-1", payload: "", acceptedAt: 1002, receivedAt: 1003 }
    const received = facts({ received: [{ ...at, ...event }] })
    expect(kinds(waits, received)).toEqual(["1003 event-received approval#1"])
    const lines = [waits, received].flatMap((found) =>
      eventLines(eventsSince(nothingSeen, found), 1000, paintOf(false)),
    )
    expect(lines).toEqual([
      "     1 ms  approval#1 waits for event approval until 1970-01-01 00:00:09Z",
      "     3 ms  approval#1 received event approval (hook-1)",
    ])
  })

  it("P.2 tells why a run is parked", () => {
    const parked = facts({
      run: run({ status: "parked", updatedAt: 2000, parkedReason: "RUN-011 Version 1 is not here." }),
    })
    expect(eventLines(eventsSince(nothingSeen, parked), 1000, paintOf(false))).toEqual([
      "    1.0 s  run parked after 1.0 s: RUN-011 Version 1 is not here.",
    ])
  })

  it("P.2 tells equal waits of two frames apart", () => {
    const both = facts({ steps: [done("work#1", 1005), step("work#1", { frame: "main/branch" })] })
    expect(kinds(undefined, both)).toEqual(["1000 step-started work#1", "1005 step-ended work#1"])
    expect(kinds(facts({ steps: [done("work#1", 1005)] }), both)).toEqual(["1000 step-started work#1"])
  })
})

describe("eventLines", () => {
  it("P.2 is one line for each thing, and one for a long row of steps that simply completed", () => {
    const few = eventsSince(nothingSeen, facts({ steps: [done("work#1", 1250, { attempt: 2 })] }))
    expect(eventLines(few, 1000, paintOf(false))).toEqual(["   250 ms  work#1 completed after 250 ms, 2 attempts"])
    const steps = Array.from({ length: 50 }, (_, at) => done(`work#${at + 1}`, 1001 + at))
    expect(eventLines(eventsSince(nothingSeen, facts({ steps })), 1000, paintOf(false))).toEqual([
      "    50 ms  50 steps completed, work#1 to work#50",
    ])
  })
})

describe("timeline", () => {
  it("P.2 shows failed attempts, waits for retries, and what goes on", () => {
    const scale = { from: 0, to: 100, width: 10 }
    const failures = [{ startedAt: 0, endedAt: 10 }]
    expect(timeline({ startedAt: 20, attemptAt: 20, endedAt: 50, failures: [] }, scale)).toBe("|  ====    |")
    expect(timeline({ startedAt: 0, attemptAt: 50, endedAt: 79, failures }, scale)).toBe("|xx...===  |")
    expect(timeline({ startedAt: 0, attemptAt: 50, failures }, scale)).toBe("|xx...====>|")
    expect(timeline({ startedAt: 0, attemptAt: 0, failures }, scale)).toBe("|xx.......>|")
  })
})
