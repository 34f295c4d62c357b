import type { KillPoint } from "@statewright/store/kill-point"
import { openSqliteStore } from "@statewright/store"
import { describe, expect, it, onTestFinished } from "vitest"
import { historyOf } from "./history/history.ts"
import { violationsOf } from "./invariant/checker.ts"
import { newSite } from "./site/site.ts"
import { expectedTours } from "./tours/expected-tours.ts"
import { tourOrder } from "./tours/tour-order.ts"
import { startWorker } from "./worker/worker-process.ts"

const runs = [6, 5, 4].map((doors, index) => tourOrder(`tour-${index}`, doors))
const others = [3, 4].map((doors, index) => tourOrder(`other-${index}`, doors))

const points: readonly (readonly [string, KillPoint, number])[] = [
  ["(fault 8) with the result of a step in its hands", "step-end", 3],
  ["(fault 8) before the code of a step", "step-start", 4],
  ["(fault 9) before a commit", "tx-before", 4],
  ["(fault 9) after a commit", "tx-after", 4],
  ["(fault 9) at a timer", "timer-fired", 1],
  ["(fault 9) as soon as it leads", "lead-taken", 1],
]

describe("a leader that is frozen for longer than its lease, and wakes", () => {
  it.each(points)("N.2 N.5 %s, writes nothing, and works on as a standby", async (_, at, hits) => {
    const site = await newSite()
    const takeOverAfter = 600
    const frozen = startWorker(site, { runs, dies: { at, hits, signal: "SIGSTOP" }, takeOverAfter })
    await frozen.said("SIGSTOP")
    // The other one takes over, and begins what was at work anew; the first is still in the midst of it.
    const successor = startWorker(site, { runs: others, takeOverAfter, stays: true })
    await successor.said("leads")
    await successor.said("started", others.length)
    frozen.kill("SIGCONT")
    // It hands what it has left to the other one, and hears of the ends of all its runs.
    expect(await frozen.ended).toBe("done")
    successor.kill("SIGTERM")
    expect(await successor.ended).toBe("done")

    // Whoever comes last finds what had been accepted.
    const all = [...runs, ...others]
    expect(await startWorker(site, { runs: all }).ended).toBe("done")
    const history = await historyOf(site, { expected: await expectedTours(all) })
    expect(await violationsOf(history)).toEqual([])
    expect(history.end.runs).toHaveLength(all.length)
    const [first, second] = history.leads
    expect([first?.by, second?.by]).toEqual([frozen.name, successor.name])
  })

  it("N.2 (fault 9) in the midst of a commit, holds the others up until it is let go on or ended, and is named to them", async () => {
    const site = await newSite()
    const frozen = startWorker(site, { runs, dies: { at: "tx-half", hits: 12, signal: "SIGSTOP" } })
    await frozen.said("SIGSTOP")
    const store = await openSqliteStore({ path: site.database, durability: "normal", busyTimeout: 1 })
    onTestFinished(() => store.close())
    const answer = await store.lead({ at: 0, tick: 0 })
    const leader = answer.status === "held" ? answer.by.pid : undefined
    const busy = { _tag: "DatabaseBusy", hint: expect.stringContaining(`kill -9 ${leader}`) as string }
    await expect(store.lead({ at: 0, tick: 60_000 })).rejects.toMatchObject(busy)
    const event = { runId: "tour-0", id: "e", kind: "event", name: "n", payload: "1", acceptedAt: 1 } as const
    await expect(store.insertInbox([event])).rejects.toMatchObject(busy)
    frozen.kill("SIGKILL")
    await frozen.ended
    expect(await store.lead({ at: 0, tick: 60_000 })).toMatchObject({ status: "leader" })
    await store.close()

    expect(await startWorker(site, { runs }).ended).toBe("done")
    const history = await historyOf(site, { expected: await expectedTours(runs) })
    expect(await violationsOf(history)).toEqual([])
  })
})
