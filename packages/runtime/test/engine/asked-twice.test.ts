import { describe, expect, it } from "vitest"
import { createEngineWith } from "../../src/index.ts"
import { newDatabase } from "./new-database.ts"
import { oneStep } from "./one-step.ts"
import { until } from "./until.ts"
import { virtualTime } from "./virtual-time.ts"
import { workshop } from "./workshop.ts"

const slot = { concurrency: { limit: 1 } }

/** An engine, and what its step does; `road.hangs`: the body of a run never comes to its end. */
const shop = async (limits: { readonly workflow?: object; readonly step?: object }) => {
  const road = { hangs: false }
  const place = workshop()
  const workflows = oneStep(place.act, { ...limits, hangs: () => road.hangs })
  const database = await newDatabase()
  const engine = await createEngineWith(virtualTime().services, { database, workflows, segmentTimeout: 200 })
  return { ...place, engine, job: engine.workflows.job, road }
}

type Shop = Awaited<ReturnType<typeof shop>>

/** Runs of these numbers begin their step one after the other, and complete. */
const goOneByOne = async ({ job, begun, atWork, finish }: Shop, numbers: readonly number[]): Promise<void> => {
  for (const n of numbers) {
    await until(() => atWork().includes(n))
    finish(n)
    expect(await (await job.get(`r${n}`)).result()).toBe(`job ${n}`)
  }
  expect(begun.slice(-numbers.length)).toEqual(numbers)
}

const completed = ({ runs }: Shop["engine"], id: string): Promise<void> =>
  until(async () => (await runs.get(id)).status === "completed")

/** So many ask for the same in one batch. */
const atOnce = <Answer>(count: number, ask: () => Promise<Answer>): Promise<readonly PromiseSettledResult<Answer>[]> =>
  Promise.allSettled(Array.from({ length: count }, ask))

const parkedRun = async ({ job, road, atWork, finish, engine }: Shop): Promise<void> => {
  const run = await job.start({ n: 0 }, { id: "r0" })
  road.hangs = true
  await until(() => atWork().includes(0))
  finish(0)
  await until(async () => (await engine.runs.get(run.id)).status === "parked")
  road.hangs = false
}

describe("a limited run of which the same is asked several times at once", () => {
  it.each([2, 3])(
    "P.9 that rests and is resumed %s times gets one place, and nobody behind it is lost",
    async (count) => {
      const given = await shop({ workflow: slot })
      const { engine, job, atWork, finish } = given
      await using _ = engine
      await parkedRun(given)
      await job.start({ n: 1 }, { id: "r1" })
      await until(() => atWork().includes(1))
      await atOnce(count, () => engine.runs.resume("r0"))
      await job.start({ n: 2 }, { id: "r2" })
      finish(1)
      await completed(engine, "r0")
      await goOneByOne(given, [2])
    },
  )

  it("P.9 that rests, and whose place is free, takes one, and gives it back", async () => {
    const given = await shop({ workflow: slot })
    const { engine, job } = given
    await using _ = engine
    await parkedRun(given)
    await atOnce(3, () => engine.runs.resume("r0"))
    await job.start({ n: 1 }, { id: "r1" })
    await completed(engine, "r0")
    await goOneByOne(given, [1])
  })

  it("P.9 that rests, and is resumed and cancelled by force, leaves its place to the next one", async () => {
    for (const [first, second] of [
      ["resume", "cancel"],
      ["cancel", "resume"],
    ] as const) {
      const given = await shop({ workflow: slot })
      const { engine, job, atWork, finish } = given
      await using _ = engine
      await parkedRun(given)
      await job.start({ n: 1 }, { id: "r1" })
      await until(() => atWork().includes(1))
      const ask = { resume: () => engine.runs.resume("r0"), cancel: () => engine.runs.cancel("r0", { force: true }) }
      await Promise.allSettled([ask[first](), ask[second](), ask.resume()])
      await until(async () => (await engine.runs.get("r0")).status === "cancelled")
      await job.start({ n: 2 }, { id: "r2" })
      finish(1)
      await goOneByOne(given, [2])
    }
  })

  it.each([2, 3])(
    "F07.4 P.9 that failed and goes on at its dead letter, asked %s times, gets one place",
    async (count) => {
      const given = await shop({ workflow: slot })
      const { engine, job, atWork, finish } = given
      await using _ = engine
      const failed = await job.start({ n: 0 }, { id: "r0" })
      await until(() => atWork().includes(0))
      finish(0, new Error("no"))
      expect(await failed.outcome()).toMatchObject({ status: "failed" })
      const [letter] = (await engine.letters.list()).letters
      await job.start({ n: 1 }, { id: "r1" })
      await until(() => atWork().includes(1))
      const asked = await atOnce(count, () => engine.letters.resume(letter?.id ?? 0))
      expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
      await job.start({ n: 2 }, { id: "r2" })
      finish(1)
      await goOneByOne(given, [0, 2])
    },
  )

  it("P.9 that is started again stands in line once, whether it is limited or its step", async () => {
    for (const limits of [{ workflow: slot }, { step: slot }, { workflow: slot, step: slot }]) {
      const given = await shop(limits)
      const { engine, job, atWork } = given
      await using _ = engine
      await job.start({ n: 0 }, { id: "r0" })
      await until(() => atWork().includes(0))
      await atOnce(3, () => job.start({ n: 1 }, { id: "r1" }))
      await job.start({ n: 1 }, { id: "r1" })
      await job.start({ n: 2 }, { id: "r2" })
      await goOneByOne(given, [0, 1, 2])
    }
  })

  it("P.9 that is started again while its call stands in line, and cancelled, leaves no place taken", async () => {
    const given = await shop({ step: slot })
    const { engine, job, atWork } = given
    await using _ = engine
    await job.start({ n: 0 }, { id: "r0" })
    await until(() => atWork().includes(0))
    const run = await job.start({ n: 1 }, { id: "r1" })
    await job.start({ n: 1 }, { id: "r1" })
    await run.cancel()
    expect(await run.outcome()).toMatchObject({ status: "cancelled" })
    await job.start({ n: 2 }, { id: "r2" })
    await goOneByOne(given, [0, 2])
  })
})
