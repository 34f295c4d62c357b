import { randomUUID } from "node:crypto"
import { setTimeout } from "node:timers/promises"
import { cancelRun } from "@statewright/runtime"
import { openSqliteStore } from "@statewright/store"
import { describe, expect, it, vi } from "vitest"
import { readEffects } from "./log/effect-log.ts"
import { historyOf, observe } from "./history/history.ts"
import { violationsOf } from "./invariant/checker.ts"
import { resumeParked } from "./site/resume-parked.ts"
import { newSite, type Site } from "./site/site.ts"
import { readTold } from "./log/told-log.ts"
import { startWorker, type WorkerProcess } from "./worker/worker-process.ts"

// Door 0 is the mine; behind the others the same step is at work whenever it goes off.
const orders = {
  runs: [5, 0, 6, 7].map((doors) => ({ id: `door-${doors}`, workflow: "mines", input: { doors } }) as const),
}

describe("a step that ends its own process", () => {
  it("N.2 SEMANTICS 18 is parked after three times, the others go on, and it goes on when it is told to", async () => {
    const site = await newSite()
    let lives = 0
    while ((await startWorker(site, orders).ended) === "SIGKILL") lives++
    expect(lives).toBe(3)

    const attempts = (run: string): number => readEffects(site.effects).filter((effect) => effect.run === run).length
    expect(attempts("door-0")).toBe(3)
    const statuses = async (): Promise<readonly string[]> =>
      (await observe(site)).runs.map(({ row }) => `${row.id} ${row.status}`).toSorted()
    expect(await statuses()).toEqual(["door-0 parked", "door-5 completed", "door-6 completed", "door-7 completed"])
    expect((await observe(site)).runs.find(({ row }) => row.status === "parked")?.row.parkedReason).toMatch(
      /^RUN-024 The process ended 3 times in a row while it ran step `tread`\. .*`statewright runs resume`\.$/,
    )
    expect(readTold(site.told)).toContainEqual({ kind: "parked", run: "door-0" })

    // By then it is mended: the fourth attempt goes well. Nobody leads now, so the next leader takes it up.
    expect(await resumeParked(site)).toEqual(["door-0"])
    while ((await statuses()).includes("door-0 parked")) await startWorker(site, orders).ended
    expect(attempts("door-0")).toBe(4)
    expect(await statuses()).toContain("door-0 completed")
  })

  it("N.2 SEMANTICS 23 does not begin again where its run was cancelled meanwhile, and the run does not rest", async () => {
    const site = await newSite()
    const mine = { runs: orders.runs.filter(({ id }) => id === "door-0") }
    for (let life = 1; life <= 3; life++) expect(await startWorker(site, mine).ended).toBe("SIGKILL")
    const store = await openSqliteStore({ path: site.database })
    await cancelRun({ store, submit: () => undefined, now: Date.now, id: randomUUID }, "door-0")
    await store.close()
    expect(await startWorker(site, mine).ended).toBe("done")
    expect((await observe(site)).runs.map(({ row }) => row.status)).toEqual(["cancelled"])
    expect(readEffects(site.effects)).toHaveLength(3)
  })

  it.each(["tx-before", "tx-half", "tx-after"] as const)(
    "N.2 goes on when it is told to, though the next process dies at %s while it hears of it",
    async (at) => {
      const site = await newSite()
      const mine = { runs: orders.runs.filter(({ id }) => id === "door-0") }
      while ((await startWorker(site, mine).ended) === "SIGKILL");
      await resumeParked(site)
      const heard = { runs: [], stays: true, dies: { at, hits: 1 } } as const
      expect(await startWorker(site, heard).ended).toBe("SIGKILL")
      expect(await startWorker(site, mine).ended).toBe("done")
      const history = await historyOf(site, {})
      expect(await violationsOf(history)).toEqual([])
      expect(history.end.runs.map(({ row }) => row.status)).toEqual(["completed"])
      // Three that killed it, and one that did not.
      expect(history.effects).toHaveLength(4)
    },
  )
})

/** How a process ended, in words. */
const endOf = (worker: WorkerProcess): Promise<string> => worker.ended.catch((error: unknown) => String(error))

/** Kills a process once a step has begun that never lets go of it. */
const watch = async (worker: WorkerProcess, site: Site): Promise<void> => {
  const before = swallowed(site)
  while (worker.lives() && swallowed(site) === before) await setTimeout(20)
  worker.kill()
}

const swallowed = ({ effects }: Site): number => readEffects(effects).filter(({ run }) => run === "poison").length

describe("a step that does harm to its process", () => {
  it.each([
    ["calls process.exit", "exit", ""],
    ["throws in a timer", "timer", "thrown in a timer"],
    ["leaves a rejection that nobody handles", "rejection", "nobody waits for this"],
    ["takes all memory", "memory", "heap"],
    ["loops for ever, so that a watchdog kills the process", "loop", "SIGKILL"],
  ] as const)("N.2 is parked after three times, and the others go on (fault 31): it %s", async (_, kind, words) => {
    vi.stubEnv("NODE_OPTIONS", "--max-old-space-size=96")
    const site = await newSite()
    const runs = [
      { id: "poison", workflow: "poisons", input: { kind } },
      { id: "other", workflow: "mines", input: { doors: 5 } },
    ] as const
    for (let life = 1; life <= 3; life++) {
      const worker = startWorker(site, { runs })
      if (kind === "loop") await watch(worker, site)
      expect(await endOf(worker)).toContain(words)
      expect(swallowed(site)).toBe(life)
    }
    expect(await startWorker(site, { runs }).ended).toBe("done")
    vi.unstubAllEnvs()
    expect(swallowed(site)).toBe(3)
    const rows = (await observe(site)).runs.map(({ row }) => row)
    expect(rows.map(({ id, status }) => `${id} ${status}`).toSorted()).toEqual(["other completed", "poison parked"])
    expect(rows.find(({ id }) => id === "poison")?.parkedReason).toMatch(
      /^RUN-024 The process ended 3 times in a row while it ran step `swallow`\./,
    )
  })
})
