import { describe, expect, it } from "vitest"
import type { StepWrite, Transition } from "../port/transition.ts"
import { ledStore } from "./store-host.ts"
import type { StoreHost } from "./store-host.ts"
import { body, charged, moving, starting } from "./transitions.ts"

const charge = { frame: body, waitId: "charge#1" } as const
const fenced = [{ status: "fenced", ...charge }]
const stored = [{ status: "committed", rev: 1 }]

const writing = (at: number, ...steps: StepWrite[]): Transition => ({
  runId: "a",
  at,
  run: { kind: "check", expectedRev: 1 },
  steps,
})

/** What steps and their attempts do in every store. */
export const stepContract = (host: StoreHost): void => {
  describe("steps", () => {
    it("lists the steps of a run in the order of their start, however many start at once", async () => {
      const { store, commit } = await ledStore(host)
      const waits = Array.from({ length: 12 }, (_, at) => `charge#${at + 1}`)
      const startSteps = waits.map((waitId) => ({ frame: body, waitId, name: "charge", token: waitId, input: "1" }))
      await commit({ ...starting("a"), startSteps })
      expect((await store.steps("a")).map(({ waitId }) => waitId)).toEqual(waits)
    })

    it("N.2 retries: nobody writes between two attempts, and only the new one after", async () => {
      const { store, commit } = await ledStore(host)
      await commit(starting("a"))
      const attempt = { ...charge, attempt: 1, startedAt: 1000, endedAt: 1500, error: "timeout" }
      const retry = writing(1500, { kind: "retry", ...charge, token: "token 1" })
      expect(
        await commit({ ...retry, attempts: [attempt], setTimers: [{ ...charge, kind: "retry", dueAt: 1700 }] }),
      ).toEqual(stored)
      expect(await store.openSteps("a")).toMatchObject([{ status: "retrying", token: null, attempt: 1, endedAt: null }])

      // The late result of the attempt that timed out.
      expect(await commit(writing(1600, { kind: "complete", ...charge, token: "token 1", output: "late" }))).toEqual(
        fenced,
      )

      const claim = writing(1700, { kind: "claim", ...charge, attempt: 2, token: "token 2", crashes: 0 })
      expect(await commit({ ...claim, clearTimers: [{ ...charge, kind: "retry" }] })).toEqual(stored)
      expect(await store.step("a", charge)).toMatchObject({
        status: "running",
        attempt: 2,
        token: "token 2",
        startedAt: 1000,
        attemptAt: 1700,
      })
      expect(await commit(writing(1800, { kind: "fail", ...charge, token: "token 1", error: "late" }))).toEqual(fenced)
      expect(await commit(writing(1900, { kind: "complete", ...charge, token: "token 2", output: "1" }))).toEqual(
        stored,
      )
      expect(await store.attempts("a")).toEqual([{ runId: "a", ...attempt }])
      expect(await store.timers("a")).toEqual([])
    })

    it("N.2 claims an attempt once: the count is its fence", async () => {
      const { store, commit } = await ledStore(host)
      await commit(starting("a"))
      expect(await store.openSteps("a")).toMatchObject([{ crashes: 0 }])
      // The process died in attempt 1, so it is still running.
      expect(await commit(writing(2, { kind: "claim", ...charge, attempt: 2, token: "x", crashes: 1 }))).toEqual(stored)
      expect(await commit(writing(2, { kind: "claim", ...charge, attempt: 2, token: "y", crashes: 1 }))).toEqual(fenced)
      expect(await commit(writing(2, { kind: "claim", ...charge, attempt: 4, token: "y", crashes: 1 }))).toEqual(fenced)
      expect(await store.openSteps("a")).toMatchObject([{ attempt: 2, crashes: 1 }])
    })

    it("never writes to a step that has ended", async () => {
      const { store, commit } = await ledStore(host)
      await commit(starting("a"))
      expect(await commit(writing(2, { kind: "fail", ...charge, token: "token 1", error: "declined" }))).toEqual(stored)
      expect(await commit(writing(3, { kind: "complete", ...charge, token: "token 1", output: "1" }))).toEqual(fenced)
      expect(await commit(writing(3, { kind: "claim", ...charge, attempt: 2, token: "t", crashes: 1 }))).toEqual(fenced)
      expect(await store.steps("a")).toMatchObject([{ status: "failed", error: "declined", output: null, endedAt: 2 }])
      expect(await store.openSteps("a")).toEqual([])
    })

    it("N.3 lists what is at work in all running runs, run by run, and nothing that is to be tried later", async () => {
      const { store, commit } = await ledStore(host)
      await commit(starting("b"), starting("a"), starting("c"))
      const more = { runId: "b", at: 2, run: { kind: "update", expectedRev: 1, state: "s" } } as const
      const pack = { frame: body, waitId: "pack#2", name: "pack", token: "t", input: "2" }
      await commit({ ...more, startSteps: [pack] })
      await commit({ ...writing(2, { kind: "retry", ...charge, token: "token 1" }), runId: "c" })
      expect((await store.stepsAtWork()).map(({ runId, waitId, input }) => [runId, waitId, input])).toEqual([
        ["a", "charge#1", `{"cents":1}`],
        ["b", "charge#1", `{"cents":1}`],
        ["b", "pack#2", "2"],
      ])
    })

    it("N.3 knows which runs have open calls, whatever of a batch is refused, and leaves none to a run that ends", async () => {
      const { store, commit } = await ledStore(host)
      const open = async () => [
        (await store.counts()).openSteps,
        (await store.stepsAtWork()).map(({ waitId }) => waitId),
      ]
      await commit(starting("a"), starting("b"))
      expect(await open()).toEqual([2, ["charge#1", "charge#1"]])
      const stolen = { kind: "complete", ...charge, token: "stolen", output: "1" } as const
      await commit(charged("a"), charged("b", { steps: [stolen] }))
      expect(await open()).toEqual([2, ["pack#2", "charge#1"]])
      const x = { frame: body, waitId: "x#3", name: "x", token: "x", input: "1", queued: true }
      const y = { frame: body, waitId: "y#4", name: "y", token: "y", input: "1" }
      await commit(moving("a", 2, { startSteps: [x, y] }))
      expect(await open()).toEqual([4, ["pack#2", "y#4", "charge#1"]])
      // A result that its run does not wait for, and a call that nobody waits for any more.
      const late = { kind: "complete", frame: body, waitId: "pack#2", token: "token 2", output: "1" } as const
      const withdrawn = { kind: "withdraw", frame: body, waitId: "x#3" } as const
      await commit({ runId: "a", at: 9, run: { kind: "check", expectedRev: 3 }, steps: [late, withdrawn, withdrawn] })
      expect(await open()).toEqual([2, ["y#4", "charge#1"]])
      const becomes = { status: "failed", error: "why" } as const
      const ending = (runId: string, expectedRev: number) =>
        moving(runId, expectedRev, { run: { kind: "update", expectedRev, state: null, becomes } })
      await commit(ending("b", 1))
      expect(await open()).toEqual([1, ["y#4"]])
      await commit(ending("a", 3))
      expect(await open()).toEqual([0, []])
      expect((await store.steps("a")).map(({ status }) => status)).toEqual([
        "completed",
        "completed",
        "cancelled",
        "cancelled",
      ])
    })

    it("lists steps in the order of their start", async () => {
      const { store, commit } = await ledStore(host)
      await commit(starting("a"), {
        runId: "a",
        at: 2000,
        run: { kind: "update", expectedRev: 1, state: "s" },
        startSteps: [{ frame: "a frame that sorts first", waitId: "x#1", name: "x", token: "t", input: "1" }],
      })
      expect((await store.steps("a")).map(({ name }) => name)).toEqual(["charge", "x"])
    })
  })
}
