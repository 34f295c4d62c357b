import { createEngineWith, type Engine, type EngineOptions } from "@statewright/runtime"
import { NonRetryable } from "statewright"
import { beforeEach, describe, expect, it } from "vitest"
import { workflows } from "./generated/index.ts"
import { newDatabase } from "./new-database.ts"
import { virtualClock } from "./virtual-clock.ts"
import { type Entered, freshWorld, world } from "./world.ts"
import { Busy } from "./workflows/persist.workflow.ts"

beforeEach(freshWorld)

type Options = Pick<EngineOptions<typeof workflows>, "retry">

/** An engine whose time a test moves, and which may be closed and opened again. */
const newEngine = async (options: Options = {}) => {
  const clock = virtualClock(0)
  const database = await newDatabase()
  const open = () => createEngineWith(clock.services, { database, workflows, durability: "normal", ...options })
  let engine: Engine<typeof workflows> = await open()
  const turns = async () => {
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
  }
  return {
    engine: () => engine,
    close: () => engine.close(),
    reopen: async () => {
      await engine.close()
      engine = await open()
    },
    /** Lets so many ms pass, and what is due happen. */
    pass: async (millis: number) => {
      await turns()
      clock.pass(millis)
      await turns()
    },
    persist: (name: string) => engine.workflows.persist.start({ name }, { id: name }),
    steps: async (id: string) => (await engine.runs.get(id)).steps,
    [Symbol.asyncDispose]: () => engine.close(),
  }
}
type Tested = Awaited<ReturnType<typeof newEngine>>

/** Waits until the step of a run is this far. */
const until = async (tested: Tested, id: string, status: string, attempts: number) => {
  for (;;) {
    const [step] = await tested.steps(id)
    if (step?.status === status && step.attempts === attempts) return step
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** What each attempt fails with. */
const failing = (fails: (entered: Entered) => Error | undefined) => {
  world.meet = async (entered) => {
    const error = fails(entered)
    if (error !== undefined) throw error
  }
}
const busy = (more: object = {}) => Object.assign(new Busy({}), more)
const hangs = () => new Promise<void>(() => {})

describe("a step that is tried again", () => {
  it("F06.4 immediately", async () => {
    await using tested = await newEngine()
    failing(({ attempt }) => (attempt < 4 ? busy() : undefined))
    expect(await (await tested.persist("atOnce")).result()).toBe("atOnce at attempt 4")
    const [step] = await tested.steps("atOnce")
    expect(step?.failures.map(({ attempt, startedAt }) => [attempt, startedAt])).toEqual([
      [1, 0],
      [2, 0],
      [3, 0],
    ])
  })

  it("F06.5 F06.9 after a delay that grows linearly up to its cap, until its attempts are exhausted", async () => {
    await using tested = await newEngine()
    failing(({ attempt }) => new RangeError(`no ${attempt}`))
    const run = await tested.persist("linearly")
    const waits = [1_000, 3_000, 4_000]
    for (const [index, wait] of waits.entries()) {
      const step = await until(tested, "linearly", "retrying", index + 1)
      expect((step.nextAttemptAt ?? 0) - (step.failures.at(-1)?.endedAt ?? 0)).toBe(wait)
      await tested.pass(wait)
    }
    expect(await run.outcome()).toMatchObject({ status: "failed", error: { name: "RangeError", message: "no 4" } })
    const [step] = await tested.steps("linearly")
    expect(step).toMatchObject({ status: "failed", attempts: 4, endedBy: "exhausted" })
    expect(step?.failures.map(({ attempt, startedAt, error }) => [attempt, startedAt, String(error)])).toEqual([
      [1, 0, "RangeError: no 1"],
      [2, 1_000, "RangeError: no 2"],
      [3, 4_000, "RangeError: no 3"],
      [4, 8_000, "RangeError: no 4"],
    ])
  })

  it("F06.3 F06.12 an hour later, once, though the engine was closed meanwhile, and not by the hour of another one", async () => {
    await using tested = await newEngine()
    failing(({ attempt }) => (attempt === 1 ? new Error("no") : undefined))
    await tested.persist("steadily")
    await until(tested, "steadily", "retrying", 1)
    await tested.pass(3_599_999)
    await tested.reopen()
    await tested.pass(0)
    expect(world.entered).toHaveLength(1)
    await tested.pass(1)
    const run = await tested.engine().workflows.persist.get("steadily")
    expect(await run.result()).toBe("steadily at attempt 2")
    await tested.pass(3_600_000)
    await tested.reopen()
    await tested.pass(3_600_000)
    expect(world.entered.map(({ idempotencyKey }) => idempotencyKey)).toEqual(
      Array(2).fill(world.entered[0]?.idempotencyKey),
    )
  })

  it("F06.6 F06.13 not where `unless` names its error, nor where it throws `NonRetryable`", async () => {
    await using tested = await newEngine()
    failing(() => busy())
    expect(await (await tested.persist("steadily")).outcome()).toMatchObject({ error: { _tag: "Busy" } })
    failing(() => new NonRetryable("stolen", { cause: new RangeError("limit") }))
    const run = await tested.persist("linearly")
    const outcome = await run.outcome()
    expect(outcome).toMatchObject({ status: "failed", error: { message: "stolen", cause: { message: "limit" } } })
    expect(outcome.status === "failed" && outcome.error instanceof NonRetryable).toBe(true)
    for (const id of ["steadily", "linearly"]) {
      expect(await tested.steps(id)).toMatchObject([{ attempts: 1, endedBy: "not-retryable" }])
    }
  })

  it("F06.7 as the status of HTTP says, and not before `Retry-After`", async () => {
    await using tested = await newEngine()
    failing(({ attempt }) =>
      attempt === 1
        ? busy({ status: 503, headers: { "Retry-After": "30" } })
        : Object.assign(new Error("no"), { status: 404 }),
    )
    const run = await tested.persist("byStatus")
    expect(await until(tested, "byStatus", "retrying", 1)).toMatchObject({ nextAttemptAt: 30_000 })
    await tested.pass(30_000)
    expect(await run.outcome()).toMatchObject({ status: "failed", error: { status: 404 } })
    expect(await tested.steps("byStatus")).toMatchObject([{ attempts: 2, endedBy: "not-retryable" }])
  })

  it("F06.11 as an Effect schedule says, across restarts, and no more once it ends", async () => {
    await using tested = await newEngine()
    failing(() => new Error("no"))
    const run = await tested.persist("bySchedule")
    for (const [index, wait] of [1_000, 1_000, 2_000].entries()) {
      const step = await until(tested, "bySchedule", "retrying", index + 1)
      expect((step.nextAttemptAt ?? 0) - (step.failures.at(-1)?.endedAt ?? 0)).toBe(wait)
      await tested.reopen()
      await tested.pass(wait)
    }
    expect(await until(tested, "bySchedule", "failed", 4)).toMatchObject({ endedBy: "exhausted" })
    expect((await tested.engine().runs.get(run.id)).status).toBe("failed")
  })

  it("F06.1 as its workflow says, else as the engine says, where it says nothing itself", async () => {
    failing(() => new Error("no"))
    const attempts = async (options: Options) => {
      await using tested = await newEngine(options)
      const run = await tested.persist("byDefault")
      expect((await run.outcome()).status).toBe("failed")
      return (await tested.steps("byDefault"))[0]?.attempts
    }
    expect(await attempts({})).toBe(1)
    expect(await attempts({ retry: { strategy: "immediate", maxAttempts: 3 } })).toBe(3)
    await using tested = await newEngine({ retry: { strategy: "immediate", maxAttempts: 9 } })
    const run = await tested.engine().workflows.insist.start(undefined)
    expect(await run.result()).toBe("failed")
    expect(await tested.steps(run.id)).toMatchObject([{ attempts: 2 }])
  })

  it("F06.1 refuses a default that cannot be when the engine is made, and changes nothing", async () => {
    for (const retry of [{ strategy: "fixed", initialDelay: -1, maxAttempts: 2 }, { strategy: "immediate" }, 5]) {
      await expect(newEngine({ retry: retry as Options["retry"] & object })).rejects.toMatchObject({
        code: "DEF-003",
        message: expect.stringContaining("the engine"),
      })
    }
  })

  it("F06.8 no oftener than the budget of its run allows over all steps, across restarts", async () => {
    await using tested = await newEngine()
    failing(({ step, attempt }) => new RangeError(`${step} ${attempt}`))
    const run = await tested.engine().workflows.haggle.start(undefined, { id: "haggle" })
    const retried = async () => (await tested.steps("haggle")).reduce((sum, { attempts }) => sum + attempts - 1, 0)
    while ((await tested.steps("haggle")).some(({ status }) => status === "running")) await tested.pass(0)
    await tested.reopen()
    for (let second = 0; second < 6; second++) await tested.pass(1_000)
    const again = await tested.engine().workflows.haggle.get(run.id)
    expect(await again.result()).toEqual(["rejected", "rejected", "rejected"])
    expect(await retried()).toBe(3)
    const steps = await tested.steps("haggle")
    expect(steps.map(({ endedBy }) => endedBy)).toContain("budget")
    for (const { error, name, failures } of steps) {
      expect(String(error)).toBe(`RangeError: ${name} ${failures.length}`)
    }
  })
})

describe("a step whose circuit is open", () => {
  it("F05.9 is tried again when the breaker may let it pass, uncounted, across restarts, where `on` names `CircuitOpen`", async () => {
    await using tested = await newEngine()
    failing(() => (world.entered.length <= 2 ? busy() : undefined))
    await tested.persist("patiently")
    await until(tested, "patiently", "retrying", 1)
    await tested.pass(1_000)
    await until(tested, "patiently", "retrying", 2)
    // Two failures: it is open. The third attempt is turned away, and is the third one still.
    await tested.pass(1_000)
    while ((await tested.steps("patiently"))[0]?.refused === undefined) await tested.pass(0)
    const [refused] = await tested.steps("patiently")
    expect(refused).toMatchObject({ status: "retrying", attempts: 2, refused: 1, nextAttemptAt: 61_000 })
    expect(refused?.failures).toHaveLength(2)
    await tested.reopen()
    await tested.pass(58_999)
    expect(world.entered).toHaveLength(2)
    await tested.pass(1)
    const run = await tested.engine().workflows.persist.get("patiently")
    expect(await run.result()).toBe("patiently at attempt 3")
  })

  it("F05.9 fails at once where it does not, though attempts are left", async () => {
    await using tested = await newEngine()
    failing(() => busy())
    const run = await tested.persist("hastily")
    await until(tested, "hastily", "retrying", 1)
    await tested.pass(1_000)
    await until(tested, "hastily", "retrying", 2)
    await tested.pass(1_000)
    expect(await run.outcome()).toMatchObject({ status: "failed", error: { _tag: "CircuitOpen", retryAt: 61_000 } })
    expect(await tested.steps("hastily")).toMatchObject([{ attempts: 3, endedBy: "circuit-open" }])
    expect(world.entered).toHaveLength(2)
  })
})

describe("a step with a deadline", () => {
  it("F06.14 interrupts each attempt at its timeout, and begins none after the deadline", async () => {
    await using tested = await newEngine()
    world.meet = hangs
    const run = await tested.persist("inTime")
    await until(tested, "inTime", "running", 1)
    await tested.pass(3_000)
    expect(await until(tested, "inTime", "retrying", 1)).toMatchObject({ nextAttemptAt: 5_000, deadlineAt: 8_000 })
    await tested.pass(2_000)
    await until(tested, "inTime", "running", 2)
    await tested.pass(2_999)
    expect((await tested.steps("inTime"))[0]?.status).toBe("running")
    await tested.pass(1)
    const outcome = await run.outcome()
    expect(outcome).toMatchObject({
      status: "failed",
      error: { _tag: "DeadlineExceeded", step: "inTime", deadline: 8_000 },
    })
    expect(await tested.steps("inTime")).toMatchObject([{ attempts: 2, endedBy: "deadline" }])
  })

  it("F06.14 fails at once where the next attempt could begin only after the deadline, and says why it failed before", async () => {
    await using tested = await newEngine()
    failing(({ attempt }) => (attempt === 4 ? busy({ retryAfter: 3 }) : busy()))
    const run = await tested.persist("inTime")
    for (const attempt of [1, 2, 3]) {
      await until(tested, "inTime", "retrying", attempt)
      await tested.pass(2_000)
    }
    expect(await run.outcome()).toMatchObject({ error: { _tag: "DeadlineExceeded", cause: { _tag: "Busy" } } })
    const [step] = await tested.steps("inTime")
    expect(step).toMatchObject({ attempts: 4, endedBy: "deadline", endedAt: 6_000 })
    expect(step?.failures).toHaveLength(4)
    expect(step?.failures[3]?.error).toMatchObject({ _tag: "Busy" })
  })

  it.each([
    ["at work", 1_000],
    ["to be tried again", 3_500],
  ])(
    "F06.14 begins no other attempt where its time was over while no engine was open and it was %s",
    async (_, closesAt) => {
      await using tested = await newEngine()
      world.meet = hangs
      await tested.persist("inTime")
      await until(tested, "inTime", "running", 1)
      for (let at = 0; at < closesAt; at += 500) await tested.pass(500)
      await tested.close()
      await tested.pass(60_000)
      await tested.reopen()
      const step = await until(tested, "inTime", "failed", 1)
      expect(step).toMatchObject({ endedBy: "deadline", endedAt: closesAt + 60_000 })
      expect(step.failures.at(-1)?.error).toMatchObject({
        _tag: closesAt < 3_000 ? "DeadlineExceeded" : "StepTimedOut",
      })
      expect(world.entered).toHaveLength(1)
    },
  )

  it("F06.14 fails though the engine was closed when its time was over, and what it then comes to is nobody's", async () => {
    await using tested = await newEngine()
    const late: (() => void)[] = []
    world.meet = ({ step }) => new Promise<void>((resolve) => void (step === "inLine" && late.push(resolve)))
    await tested.engine().workflows.hurry.start(undefined, { id: "hurry" })
    const at = async (name: string) => (await tested.steps("hurry")).filter((step) => step.name === name)
    while ((await at("inLine")).length < 2) await tested.pass(0)
    // The second of them stands in line behind the first.
    expect((await at("inLine")).map(({ status }) => status).toSorted()).toEqual(["queued", "running"])
    await tested.reopen()
    await tested.pass(5_000)
    while ((await at("inTime"))[0]?.status !== "running") await tested.pass(0)
    const [first, second] = await at("inLine")
    for (const step of [first, second]) expect(step).toMatchObject({ status: "failed", endedBy: "deadline" })
    for (const end of late) end()
    await tested.pass(8_000)
    const run = await tested.engine().workflows.hurry.get("hurry")
    expect(await run.result()).toBe("inTime, rejected, rejected")
    expect((await at("inLine"))[0]?.output).toBe(undefined)
  })
})
