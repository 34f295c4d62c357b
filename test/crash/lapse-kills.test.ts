import { setTimeout } from "node:timers/promises"
import { decodeValue } from "@statewright/model"
import { describe, expect, it } from "vitest"
import { historyOf, observe } from "./history/history.ts"
import type { Observation } from "./history/history.ts"
import { violationsOf } from "./invariant/checker.ts"
import { readEffects } from "./log/effect-log.ts"
import { readLines } from "./log/json-lines.ts"
import { newSite, type Site } from "./site/site.ts"
import { startWorker, type WorkerProcess } from "./worker/worker-process.ts"
import { lapse, readingsOf } from "./workflows/lapses.workflow.ts"

/** Kills a process as soon as it has done one more of something. */
const killAfter = async (worker: WorkerProcess, count: () => number, before = count()): Promise<void> => {
  while (worker.lives() && count() === before) await setTimeout(10)
  worker.kill()
  expect(await worker.ended).toBe("SIGKILL")
}

const lingers = ({ effects }: Site) => readEffects(effects).filter(({ step }) => step === "linger")

const readings = ({ effects }: Site): readonly object[] => readLines<object>(readingsOf(effects))

describe("a process that is killed while the deadline of a step runs", () => {
  const runs = [{ id: "late", workflow: "lapses", input: { n: 1 } }] as const

  const endOf = async (site: Site, observations: readonly Observation[]) => {
    expect(await startWorker(site, { runs }).ended).toBe("done")
    const history = await historyOf(site, { observations })
    expect(await violationsOf(history)).toEqual([])
    const [run] = history.end.runs
    expect(run?.row).toMatchObject({ id: "late", status: "completed" })
    expect(decodeValue(run?.row.output ?? "")).toBe("too late")
    expect(run?.timers).toEqual([])
    const call = run?.steps.find(({ name }) => name === "linger")
    expect(call).toMatchObject({ status: "failed", endedBy: "deadline" })
    // Not before it is over, and from the first beginning on, whoever has begun it again.
    expect((call?.endedAt ?? 0) - (call?.startedAt ?? 0)).toBeGreaterThanOrEqual(lapse)
    expect(history.end.letters).toMatchObject([{ step: "linger", tag: "DeadlineExceeded", times: 1, handled: true }])
    expect(history.effects.filter(({ step }) => step === "jot")).toHaveLength(1)
    return { history, call }
  }

  it("N.2 F06.14 the next one goes on with the same deadline, though it dies, too, as that fires (fault 15)", async () => {
    const site = await newSite("lapse")
    const observations: Observation[] = []
    await killAfter(startWorker(site, { runs }), () => lingers(site).length)
    const first = await observe(site)
    observations.push(first)
    expect(first.runs[0]?.timers).toMatchObject([{ kind: "deadline" }])
    for (const at of ["timer-fired", "tx-half"] as const) {
      expect(["SIGKILL", "done"]).toContain(await startWorker(site, { runs, dies: { at, hits: 1 } }).ended)
      observations.push(await observe(site))
    }
    const { call } = await endOf(site, observations)
    expect(call?.startedAt).toBe(first.runs[0]?.steps[0]?.startedAt)
  })

  it("N.2 F06.14 and is over while nobody is there: the step is not begun again", async () => {
    const site = await newSite("lapse")
    await killAfter(startWorker(site, { runs }), () => lingers(site).length)
    const seen = await observe(site)
    const over = (seen.runs[0]?.timers[0]?.dueAt ?? 0) + 1
    while (Date.now() <= over) await setTimeout(20)
    await endOf(site, [seen])
    expect(lingers(site)).toHaveLength(1)
  })
})

describe("a process that is killed while a schema of `validate` takes its time", () => {
  const runs = [
    { id: "good", workflow: "vetting", input: { grams: [1, 2] } },
    { id: "bad", workflow: "vetting", input: { grams: [0] } },
  ] as const

  it("N.2 F13.1 leaves what it looked at to the next one, which comes to what the plain function does", async () => {
    const site = await newSite("vetting")
    const observations: Observation[] = []
    for (let life = 1; life <= 2; life++) {
      await killAfter(startWorker(site, { runs }), () => readings(site).length)
      const seen = await observe(site)
      observations.push(seen)
      expect(seen.runs.map(({ row }) => row.status)).not.toContain("completed")
    }
    expect(await startWorker(site, { runs, dies: { at: "result-stored", hits: 1 } }).ended).toBe("SIGKILL")
    observations.push(await observe(site))
    expect(await startWorker(site, { runs }).ended).toBe("done")
    const history = await historyOf(site, { observations })
    expect(await violationsOf(history)).toEqual([])
    const of = (id: string) => history.end.runs.find(({ row }) => row.id === id)
    expect(of("good")?.row.status).toBe("completed")
    expect(decodeValue(of("good")?.row.output ?? "")).toBe("3 grams")
    expect(of("bad")?.row.status).toBe("failed")
    expect(decodeValue(of("bad")?.row.error ?? "")).toMatchObject({
      _tag: "ValidationFailed",
      issues: [{ message: "weighs nothing" }],
    })
    expect(of("good")?.steps.map(({ name, status }) => `${name} ${status}`)).toEqual([
      "validate completed",
      "jot completed",
    ])
    expect(of("bad")?.steps.map(({ name, status }) => `${name} ${status}`)).toEqual(["validate failed"])
    expect(history.end.letters).toEqual([])
    expect(history.effects.map(({ run, step }) => `${run} ${step}`)).toEqual(["good jot"])
  })
})
