import { encodeValue } from "@statewright/model"
import { createEngineWith } from "@statewright/runtime"
import { broadcast, openSqliteStore } from "@statewright/store"
import { runCompiled, runInline } from "@statewright/testing"
import { beforeEach, describe, expect, it } from "vitest"
import { endedRun, endedTest } from "./ended.ts"
import { asSent, engineWithEvents, type Sent } from "./engine-with-events.ts"
import { steps, workflows } from "./generated/index.ts"
import { porterProgram } from "./generated/porter.machine.ts"
import { newDatabase } from "./new-database.ts"
import { stepStubs } from "./step-stubs.ts"
import { virtualClock } from "./virtual-clock.ts"
import { freshWorld } from "./world.ts"

beforeEach(freshWorld)

const now = Date.UTC(2026, 10, 1)
const hour = 3_600_000
const input = { door: "blue" }

const knock = (after: number, who: string, door = "blue"): Sent => ({ after, name: "knock", payload: { door, who } })
const call = (after: number, payload: string): Sent => ({ after, name: "call", payload })

const stories: readonly (readonly [string, readonly Sent[], readonly string[]])[] = [
  [
    "some came before it waited",
    [knock(0, "ann"), call(1, "early"), knock(23, "bob"), knock(25, "cleo"), knock(26, "dan", "red"), knock(27, "eve")],
    ["cleo is let in", "eve is let in", "no call", "ann"],
  ],
  [
    "all came before it waited",
    [knock(0, "ann"), knock(1, "bob"), call(2, "early")],
    ["nobody is let in", "nobody is let in", "no call", "ann"],
  ],
  [
    "one came between two waits",
    [knock(30, "ann"), call(31, "early"), knock(32, "bob"), knock(33, "cleo"), call(40, "late")],
    ["ann is let in", "bob is let in", "late", "cleo"],
  ],
]

const receivers = [
  ["to all", broadcast],
  ["to it", "p"],
] as const

describe("a wait for an event that must be fresh", () => {
  it.each(stories)("F10.6 W.1 A.3 does what its function does where %s (fault 16)", async (_, list, output) => {
    const options = { steps: stepStubs(steps), events: asSent(list), now }
    const native = endedTest(await runInline(porterProgram.workflow, input, options))
    expect(native).toMatchObject({ status: "completed", output })
    for (const mode of ["memory", "roundtrip", "duplicate"] as const) {
      expect(endedTest(await runCompiled(porterProgram, input, { ...options, mode })), mode).toEqual(native)
    }
    const start: Parameters<typeof engineWithEvents>[0]["start"] = (engine) =>
      engine.workflows.porter.start(input, { id: "p" })
    expect(endedRun(await engineWithEvents({ now, list, start })), "by the engine").toEqual(native)
    const reopened = await engineWithEvents({ now, list, start, reopen: 5 })
    expect(endedRun(reopened), "by engines that are closed every five hours").toEqual(native)
  })

  it.each(receivers)(
    "F10.6 W.1 passes over what was sent %s while no process led, before it could open (fault 16)",
    async (who, runId) => {
      const { database, clock, open } = await newFile()
      const first = await open()
      const begun = await first.workflows.porter.start(input, { id: "p" })
      await until(async () => (await begun.info()).state === "sleep")
      await first.close()
      clock.pass(24 * hour)
      await sendWithoutLeader(database, who, runId)

      await using second = await open()
      const run = await second.workflows.porter.get("p")
      await until(async () => (await run.info()).waits.length > 0)
      expect(await second.events.send({ name: "knock", payload: { door: "blue", who: "late" } })).toMatchObject({
        reached: 1,
      })
      await until(async () => (await run.info()).waits.some(({ wait }) => wait.endsWith("#4")))
      expect((await run.info()).events).toMatchObject([{ payload: { who: "late" } }])
    },
  )

  it.each(receivers)(
    "F10.6 W.1 takes what was sent %s after it opened while no process led, and leaves what came before to others (fault 16)",
    async (who, runId) => {
      const { database, clock, open } = await newFile()
      const first = await open()
      const begun = await first.workflows.porter.start(input, { id: "p" })
      const early = (id: string) => ({ name: "knock", id, payload: { door: "blue", who: id } })
      expect(await first.events.send(early("early to all"))).toMatchObject({ reached: 0, kept: true })
      expect(await first.events.send({ ...early("early to it"), to: "p" })).toMatchObject({ reached: 0, kept: true })
      clock.pass(24 * hour)
      await until(async () => (await begun.info()).waits.length > 0)
      expect((await begun.info()).waits).toMatchObject([{ event: "knock", fresh: true, since: now + 24 * hour }])
      await first.close()

      await sendWithoutLeader(database, who, runId)
      await using second = await open()
      const run = await second.workflows.porter.get("p")
      await until(async () => (await run.info()).waits.some(({ wait }) => wait.endsWith("#4")))
      const { waits, events } = await run.info()
      expect(events.map(({ id }) => id)).toEqual(["late"])
      expect(waits).toMatchObject([{ event: "knock", fresh: true }])
      // What was passed over is taken by a wait that asks for it.
      clock.pass(48 * hour)
      await until(async () => (await run.info()).waits.some(({ event }) => event === "call"))
      clock.pass(48 * hour)
      expect(await run.result()).toEqual([`${who} is let in`, "nobody is let in", "no call", "early to all"])
      const kept = (await second.events.list()).events.map(({ id, status, reached }) => [id, status, reached])
      expect(kept).toEqual([
        ["late", runId === "p" ? "received" : "kept", 1],
        ["early to it", "unused", 0],
        ["early to all", "kept", 1],
      ])
    },
  )
})

const newFile = async () => {
  const database = await newDatabase()
  const clock = virtualClock(now)
  const open = () =>
    createEngineWith(clock.services, { database, workflows, durability: "normal", eventRetention: "30 days" })
  return { database, clock, open }
}

/** What any process may write while nobody leads. */
const sendWithoutLeader = async (database: string, who: string, runId: string): Promise<void> => {
  const store = await openSqliteStore({ path: database })
  const payload = encodeValue({ door: "blue", who }, "payload")
  const row = { runId, id: "sent:late", kind: "event", name: "knock", payload, acceptedAt: now } as const
  expect(await store.insertInbox([row])).toMatchObject([{ status: "accepted" }])
  await store.close()
}

const until = async (holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve))
}
