import { Context, References, Schedule } from "effect"
import { describe, expect, it } from "vitest"
import { scheduled } from "../../../src/effect/scheduled.ts"
import { createEngineWith, type Engine, type RunDetail } from "../../../src/index.ts"
import { registry } from "../../../src/machine/index.ts"
import { dyingStore } from "../../engine/dying-store.ts"
import { type Failure, failingStore, failures } from "../../engine/failing-store.ts"
import { newDatabase } from "../../engine/new-database.ts"
import { type OneStep, oneStep } from "../../engine/one-step.ts"
import { virtualTime } from "../../engine/virtual-time.ts"

const jobs = {
  /** Fails twice. */
  bySchedule: { step: { retry: { strategy: scheduled(Schedule.spaced("1 second")) } } },
  /** Fails always. */
  byBudget: {
    step: { retry: { strategy: "fixed", initialDelay: "700 milliseconds", maxAttempts: 9 } },
    workflow: { retryBudget: 2 },
  },
  /** Never comes to an end. */
  byDeadline: { step: { deadline: "5 seconds", timeout: "1 hour" } },
} satisfies Record<string, OneStep>
const names = Object.keys(jobs)

const newWorld = () => {
  const begun: Record<string, number> = { bySchedule: 0, byBudget: 0, byDeadline: 0 }
  const act = (name: string) => async () => {
    const times = (begun[name] = (begun[name] ?? 0) + 1)
    if (name === "byDeadline") await new Promise(() => {})
    if (name === "byBudget" || times <= 2) throw new RangeError(`no ${times}`)
    return "done"
  }
  const workflows = registry(
    Object.fromEntries(Object.entries(jobs).map(([name, said]) => [name, oneStep(act(name), { name, ...said }).job])),
  )
  return { begun, workflows }
}

/** Runs all of them to their ends as a patient caller does, and tells which call failed, if there were so many. */
const runAll = async (nth: number, failure: Failure) => {
  const { begun, workflows } = newWorld()
  const time = virtualTime()
  const { services, failed } = failingStore(nth, failure)
  const silent = Context.make(References.MinimumLogLevel, "None")
  const open = (): Promise<Engine<typeof workflows>> =>
    createEngineWith(Context.mergeAll(time.services, services, silent), {
      database,
      workflows,
      durability: "normal",
    }).catch(open)
  const database = await newDatabase()
  await using engine = await open()
  const patiently = async <Value>(ask: () => Promise<Value>): Promise<Value> => {
    for (;;) {
      const asked = ask().then(
        (value) => ({ value }),
        () => undefined,
      )
      const answer = await Promise.race([asked, time.pass("250 millis").then(() => asked)])
      if (answer !== undefined) return answer.value
    }
  }
  const ended = new Set<string>()
  for (const name of names) {
    const run = await patiently(async () => engine.workflows[name]?.start({ n: 1, tenant: "a" }, { id: name }))
    void patiently(() => run?.outcome() ?? Promise.reject(new Error("not started"))).then(() => ended.add(name))
  }
  while (ended.size < names.length) await time.pass("500 millis")
  const runs = await patiently(() => Promise.all(names.map((name) => engine.runs.get(name))))
  return { begun, runs, failed }
}

const endOf = ({ id, status, output, error, steps }: RunDetail) => {
  const [step] = steps
  return [id, status, output ?? String(error), step?.endedBy, step?.failures.length]
}

/** Begins all of them with an engine that ends after its `nth` transaction, and lets another one go on. */
const runAcross = async (nth: number) => {
  const { begun, workflows } = newWorld()
  const time = virtualTime()
  const database = await newDatabase()
  const store = dyingStore(nth)
  const silent = Context.make(References.MinimumLogLevel, "None")
  const options = { database, workflows, durability: "normal" } as const
  const first = await createEngineWith(Context.mergeAll(time.services, store.services, silent), options)
  const starts = names.map(async (name) => first.workflows[name]?.start({ n: 1, tenant: "a" }, { id: name }))
  void Promise.allSettled(starts)
  for (let passed = 0; !store.isDead() && passed < 10_000; passed += 100) await time.pass("100 millis")
  const isDead = store.isDead()
  await first.close()
  await using engine = await createEngineWith(Context.merge(time.services, silent), options)
  const ended = new Set<string>()
  for (const name of names) {
    const run = await engine.workflows[name]?.start({ n: 1, tenant: "a" }, { id: name })
    void run?.outcome().then(() => ended.add(name))
  }
  while (ended.size < names.length) await time.pass("500 millis")
  return { begun, isDead, runs: await Promise.all(names.map((name) => engine.runs.get(name))) }
}

describe("an engine whose store fails once", () => {
  it.each(failures)(
    "F06.8 F06.9 F06.11 F06.12 F06.14 tries again as often as it should, whichever call is %s (fault 36)",
    async (failure) => {
      // Every other call fails, each in one of three ways.
      for (let nth = 1 + 2 * failures.indexOf(failure); ; nth += 2 * failures.length) {
        const { begun, runs, failed } = await runAll(nth, failure)
        const call = `call ${nth}: ${[...failed].join(", ")}`
        expect(runs.map(endOf), call).toEqual([
          ["bySchedule", "completed", "done", undefined, 2],
          ["byBudget", "failed", "RangeError: no 3", "budget", 3],
          [
            "byDeadline",
            "failed",
            "DeadlineExceeded: Step `work` took longer than its deadline of 5000 ms, with all its attempts.",
            "deadline",
            1,
          ],
        ])
        expect(begun, call).toEqual({ bySchedule: 3, byBudget: 3, byDeadline: 1 })
        if (failed.size === 0) break
      }
    },
  )
})

describe("an engine that ends between any two of its transactions", () => {
  it("F06.8 F06.11 F06.12 F06.14 leaves attempts, budget and deadline to the next one (fault 15)", async () => {
    let nth = 1
    for (; ; nth++) {
      const { begun, runs, isDead } = await runAcross(nth)
      const ends = runs.map(({ id, status, steps: [step] }) => [id, status, step?.endedBy])
      expect(ends, `transaction ${nth}`).toEqual([
        ["bySchedule", "completed", undefined],
        ["byBudget", "failed", "budget"],
        ["byDeadline", "failed", "deadline"],
      ])
      for (const { id, steps } of runs) {
        const [step] = steps
        // An attempt that was cut off counts, and has no record.
        expect(step?.attempts, `${id}, transaction ${nth}`).toBeLessThanOrEqual((id === "byDeadline" ? 1 : 3) + 1)
        expect(begun[id], `${id}, transaction ${nth}`).toBeLessThanOrEqual((id === "byDeadline" ? 1 : 3) + 1)
        expect(step?.failures.length, `${id}, transaction ${nth}`).toBe(
          id === "bySchedule" ? 2 : id === "byBudget" ? 3 : 1,
        )
      }
      if (!isDead) break
    }
    expect(nth).toBeGreaterThan(9)
  })
})
