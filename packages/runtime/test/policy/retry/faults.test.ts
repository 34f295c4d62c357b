import { Context, References, Schedule } from "effect"
import { describe, expect, it } from "vitest"
import { scheduled } from "../../../src/effect/scheduled.ts"
import { createEngineWith, type Engine, type RunDetail } from "../../../src/index.ts"
import { registry } from "../../../src/machine/index.ts"
import { type Failure, failingStore, failures } from "../../engine/failing-store.ts"
import { newDatabase } from "../../engine/new-database.ts"
import { type OneStep, oneStep } from "../../engine/one-step.ts"
import { virtualTime } from "../../engine/virtual-time.ts"

const jobs = {
  /** Fails twice. */
  bySchedule: { step: { retry: { strategy: scheduled(Schedule.spaced("1 second")) } } },
  /** Fails always. */
  byBudget: {
    step: { retry: { strategy: "fixed", initialDelay: "1 second", maxAttempts: 9 } },
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
  let left = names.length
  for (const name of names) {
    const run = await patiently(async () => engine.workflows[name]?.start({ n: 1, tenant: "a" }, { id: name }))
    void patiently(() => run?.outcome() ?? Promise.reject(new Error("not started"))).then(() => (left -= 1))
  }
  while (left > 0) await time.pass("500 millis")
  const runs = await patiently(() => Promise.all(names.map((name) => engine.runs.get(name))))
  return { begun, runs, failed }
}

const endOf = ({ id, status, output, error, steps }: RunDetail) => {
  const [step] = steps
  return [id, status, output ?? String(error), step?.endedBy, step?.failures.length]
}

describe("an engine whose store fails once", () => {
  it.each(failures)(
    "F06.8 F06.9 F06.11 F06.12 F06.14 tries again as often as it should, whichever call is %s (fault 36)",
    async (failure) => {
      // One in three calls fails in each way, and each call in one of them.
      for (let nth = 1 + failures.indexOf(failure); ; nth += failures.length) {
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
