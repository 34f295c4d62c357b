import { runCompiled, runInline } from "@statewright/testing"
import { beforeEach, describe, expect, it } from "vitest"
import { endedRun, endedTest } from "./ended.ts"
import { asSent, engineWithEvents, type Sent } from "./engine-with-events.ts"
import { committeeProgram } from "./generated/committee.machine.ts"
import { steps } from "./generated/index.ts"
import { stepStubs } from "./step-stubs.ts"
import { freshWorld } from "./world.ts"

beforeEach(freshWorld)

const now = Date.UTC(2026, 10, 1)
const input = { motion: "m1", members: ["ann", "bob", "cleo"], since: new Date(now) }

const ballot = (after: number, member: string, yes: boolean, { motion = "m1", at = "2026-11-02" } = {}): Sent => ({
  after,
  name: "ballot",
  payload: { motion, member, yes, at },
})
const chair = (after: number, payload: string): Sent => ({ after, name: "chair", payload })
const casting = (after: number, by: string): Sent => ({ after, name: "casting-vote", payload: { by, yes: true } })

const stories: readonly (readonly [string, readonly Sent[]])[] = [
  [
    "all come before anybody waits",
    [chair(0, "dan"), ...["ann", "bob", "cleo"].map((each) => ballot(0, each, true)), casting(0, "dan")],
  ],
  [
    "each comes in its time, those of others and of before between them",
    [
      chair(3, "nobody"),
      chair(14, "dan"),
      ballot(15, "bob", true, { motion: "m2" }),
      ballot(16, "bob", true, { at: "2026-10-31" }),
      ballot(17, "bob", false),
      ballot(18, "bob", true),
      ballot(19, "cleo", true),
      ballot(21, "ann", true),
      casting(22, "eve"),
      casting(23, "dan"),
      { after: 24, name: "objection", payload: "m1" },
    ],
  ],
  ["some come too late", [chair(25, "dan"), ballot(26, "ann", false), ballot(46, "bob", true), casting(56, "dan")]],
  [
    "a promise that is awaited last has had its event for long",
    [{ after: 1, name: "objection", payload: "m1" }, chair(5, "dan")],
  ],
]

describe("a compiled workflow that waits for events", () => {
  it.each(stories)(
    "F10.1 F10.2 F10.4 F10.6 A.3 does what its function does when %s (fault 16) (fault 18) (fault 20)",
    async (_, list) => {
      const events = asSent(list)
      const options = { steps: stepStubs(steps), events, now }
      const native = endedTest(await runInline(committeeProgram.workflow, input, options))
      expect(native.status).toBe("completed")
      for (const mode of ["memory", "roundtrip", "duplicate"] as const) {
        expect(endedTest(await runCompiled(committeeProgram, input, { ...options, mode })), mode).toEqual(native)
      }
      const start: Parameters<typeof engineWithEvents>[0]["start"] = (engine) =>
        engine.workflows.committee.start(input, { id: "m1" })
      expect(endedRun(await engineWithEvents({ now, list, start })), "by the engine").toEqual(native)
      const reopened = await engineWithEvents({ now, list, start, reopen: 11 })
      expect(endedRun(reopened), "by engines that are closed every eleven hours").toEqual(native)
    },
  )

  it("F10.8 tells what each wait was given", async () => {
    const [[, list] = ["", []]] = stories
    const start: Parameters<typeof engineWithEvents>[0]["start"] = (engine) =>
      engine.workflows.committee.start(input, { id: "m1" })
    const { events, output } = await engineWithEvents({ now, list, start })
    expect(output).toEqual({ chair: "dan", votes: [true, true, true], log: [true], objection: "none" })
    expect(events.map(({ wait, name }) => [wait, name])).toEqual([
      ["for_round/race/chair#2", "chair"],
      ["ballotOf()/ballot#7", "ballot"],
      ["ballotOf()/ballot#8", "ballot"],
      ["ballotOf()/ballot#9", "ballot"],
      ["try/block/casting_vote#10", "casting-vote"],
    ])
  })
})
