import { openSqliteStore } from "@statewright/store"
import { beforeEach, describe, expect, it } from "vitest"
import { createEngineWith } from "../../src/index.ts"
import { newDatabase } from "./new-database.ts"
import { oracle, slowly } from "./slow-programs.ts"
import { virtualTime } from "./virtual-time.ts"

const newEngine = async () => {
  const time = virtualTime()
  const database = await newDatabase()
  const engine = await createEngineWith(time.services, { database, workflows: slowly })
  return { time, database, engine }
}

/** Answers about a value when the test says so; of all others at once. */
const slowlyAbout = (...values: readonly unknown[]): ((fits: boolean) => void) => {
  const answer = Promise.withResolvers<boolean>()
  const texts = new Set(values.map((value) => JSON.stringify(value)))
  oracle.ask = async (value) => (texts.has(JSON.stringify(value)) ? answer.promise : true)
  return answer.resolve
}

/** What a promise is rejected with. */
const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  )

const never = (): Promise<boolean> => new Promise(() => {})

/** Puts events into the inbox as another process does. */
const sendFromElsewhere = async (database: string, events: readonly (readonly [string, unknown, string?])[]) => {
  const store = await openSqliteStore({ path: database })
  for (const [at, [name, payload, to = ""]] of events.entries()) {
    const row = { id: `sent:e${at}`, kind: "event", name, payload: `[1,${JSON.stringify(payload)}]` } as const
    await store.insertInbox([{ ...row, runId: to, acceptedAt: 0 }])
  }
  await store.close()
}

beforeEach(() => {
  oracle.ask = async () => true
  oracle.asked = []
})

describe("a schema that takes its time", () => {
  it("N.2 of an event holds up nobody but who waits for that event", async () => {
    const { engine, time, database } = await newEngine()
    await using _ = engine
    const answer = slowlyAbout("soup")
    const run = await engine.workflows.eat.start(undefined)
    await sendFromElsewhere(database, [["food", "soup"]])
    await time.pass("1 second")
    expect(oracle.asked).toEqual(["soup"])

    expect(await (await engine.workflows.plain.start(1)).result()).toBe(1)
    const pay = await engine.workflows.pay.start("o1")
    await engine.events.send({ name: "paid", payload: { order: "o1" } })
    expect(await pay.result()).toEqual({ order: "o1" })
    expect((await run.info()).events).toEqual([])
    answer(true)
    await time.pass("0 seconds")
    expect((await run.info()).events).toMatchObject([{ payload: "soup" }])
    expect(oracle.asked.filter((value) => value === "soup")).toHaveLength(1)
  })

  it("F10.5 of an event lets no later one overtake it, of its name or another that the run waits for", async () => {
    const { engine, time, database } = await newEngine()
    await using _ = engine
    const answer = slowlyAbout("first")
    const eat = await engine.workflows.eat.start(undefined)
    const either = await engine.workflows.either.start(undefined)
    const sent = [
      ["food", "first"],
      ["food", "second", eat.id],
      ["bell", "ding"],
      ["bell", "dong", either.id],
    ] as const
    await sendFromElsewhere(database, sent)
    await time.pass("1 second")
    expect((await eat.info()).events).toEqual([])
    expect((await either.info()).events).toEqual([])
    answer(true)
    await time.pass("1 second")
    expect(await eat.result()).toEqual(["first", "second"])
    expect(await either.result()).toBe("first")
  })

  it("F10.5 of many events reads them side by side, and gives them in their order", async () => {
    const { engine, time, database } = await newEngine()
    await using _ = engine
    const runs = await Promise.all(Array.from({ length: 150 }, () => engine.workflows.eat.start(undefined)))
    const answers: ((fits: boolean) => void)[] = []
    oracle.ask = () => new Promise((resolve) => answers.push(resolve))
    const foods = Array.from({ length: 300 }, (_, n) => n)
    await sendFromElsewhere(
      database,
      foods.map((n) => ["food", n, runs[n % 150]?.id ?? ""]),
    )
    await time.pass("1 second")
    expect(answers).toHaveLength(300)
    for (const answer of answers.toReversed()) answer(true)
    await time.pass("1 second")
    expect(await Promise.all(runs.map((run) => run.result()))).toEqual(runs.map((_run, n) => [n, n + 150]))
  })

  it("N.2 of an input holds up no other start, and is asked once by who takes it over", async () => {
    const { engine, time, database } = await newEngine()
    await using _ = engine
    await using standby = await createEngineWith(time.services, { database, workflows: slowly })
    const run = await standby.workflows.guest.start("ann")
    const single = await standby.workflows.single.start("ann")
    const answer = slowlyAbout("ann")
    await time.pass("1 second")
    expect(await run.info()).toMatchObject({ status: "queued" })
    expect(await (await engine.workflows.plain.start(1)).result()).toBe(1)
    const plain = await standby.workflows.plain.start(2)
    await time.pass("1 second")
    expect(await plain.result()).toBe(2)
    answer(true)
    await time.pass("1 second")
    expect(await Promise.all([run.result(), single.result()])).toEqual(["ann", "ann"])
  })

  it("N.2 of an output holds up no other run, and stores what the run came to at first", async () => {
    const { engine, time } = await newEngine()
    await using _ = engine
    const answer = slowlyAbout("cake")
    const run = await engine.workflows.maker.start("cake")
    await time.pass("2 seconds")
    expect(await run.info()).toMatchObject({ status: "running", steps: [{ status: "running" }] })
    expect(await (await engine.workflows.maker.start("pie")).result()).toBe("pie")
    expect(await (await engine.workflows.plain.start(1)).result()).toBe(1)
    answer(true)
    expect(await run.result()).toBe("cake")
    expect((await run.info()).steps).toMatchObject([{ status: "completed", attempts: 1, output: "cake" }])
    expect(oracle.asked).toEqual(["cake", "pie"])
  })

  it.each([
    { name: "eat", input: undefined, event: "food", payloads: ["soup", "bread"], output: ["soup", "bread"] },
    {
      name: "pay",
      input: "o1",
      event: "paid",
      payloads: [{ order: "o2" }, { order: "o1" }],
      output: { order: "o1" },
    },
  ] as const)(
    "N.2 of events that came before their wait holds up none but the run that waits: $name",
    async ({ name, input, event, payloads, output }) => {
      const { engine, time, database } = await newEngine()
      await using _ = engine
      await sendFromElsewhere(
        database,
        payloads.map((payload) => [event, payload]),
      )
      await time.pass("1 second")
      oracle.asked = []
      const answer = slowlyAbout(...payloads)
      const starting = engine.workflows[name].start(input as never, { id: "x" }) // each takes what stands beside it
      await time.pass("1 second")
      expect(oracle.asked).toEqual(payloads)
      expect(await (await engine.workflows.plain.start(1)).result()).toBe(1)
      answer(true)
      expect(await (await starting).result()).toEqual(output)
    },
  )
})

describe("a schema that never answers", () => {
  it("N.2 refuses an event, whoever asks it, with an error that says so", async () => {
    const { engine, time, database } = await newEngine()
    await using _ = engine
    const run = await engine.workflows.eat.start(undefined)
    // Whoever sends it asks first, whoever leads asks then.
    for (const answers of [0, 1]) {
      let left = answers
      oracle.ask = () => (left-- > 0 ? Promise.resolve(true) : never())
      const sent = failureOf(engine.events.send({ name: "food", payload: answers }))
      await time.pass("4 seconds")
      expect(await (await engine.workflows.plain.start(1)).result()).toBe(1)
      await time.pass("1 second")
      expect(await sent).toMatchObject({
        _tag: "SchemaTimedOut",
        code: "RUN-026",
        message: "The schema of the payload of event `food` did not answer within 5000 ms.",
      })
    }
    oracle.ask = async () => true
    const { events } = await engine.events.list()
    expect(events.map(({ status, refusal }) => [status, refusal])).toEqual(
      [1, 2].map(() => ["refused", "a schema did not answer in time"]),
    )
    await sendFromElsewhere(database, [
      ["food", "soup"],
      ["food", "bread"],
    ])
    await time.pass("1 second")
    expect(await run.result()).toEqual(["soup", "bread"])
  })

  it("N.2 refuses a start, and parks one that was accepted until somebody resumes it", async () => {
    const { engine, time, database } = await newEngine()
    await using _ = engine
    await using standby = await createEngineWith(time.services, { database, workflows: slowly })
    const accepted = await standby.workflows.guest.start("ann", { id: "accepted" })
    oracle.ask = never
    const refused = failureOf(engine.workflows.guest.start("bob", { id: "refused" }))
    await time.pass("1 second")
    await time.pass("5 seconds")
    expect(await refused).toMatchObject({ _tag: "SchemaTimedOut" })
    await expect(engine.runs.get("refused")).rejects.toMatchObject({ _tag: "RunNotFound" })
    expect(await accepted.info()).toMatchObject({
      status: "parked",
      parkedReason: expect.stringContaining("RUN-026 The schema of the input of workflow `guest`"),
    })
    oracle.ask = async () => true
    await engine.runs.resume("accepted")
    await time.pass("1 second")
    expect(await accepted.result()).toBe("ann")
  })

  it("N.2 parks a run over its output, whose step is done and is not done again", async () => {
    const { engine, time } = await newEngine()
    await using _ = engine
    oracle.ask = never
    const run = await engine.workflows.maker.start("cake")
    await time.pass("4 seconds")
    await time.pass("1 second")
    expect(await run.info()).toMatchObject({
      status: "parked",
      parkedReason: expect.stringContaining("RUN-026 The schema of the output of workflow `maker`"),
      steps: [{ status: "completed", attempts: 1 }],
    })
    oracle.ask = async () => true
    await engine.runs.resume(run.id)
    await time.pass("1 second")
    expect(await run.result()).toBe("cake")
    expect((await run.info()).steps).toMatchObject([{ attempts: 1 }])
  })

  it("N.2 N.5 leaves what waits for it to whoever leads next", async () => {
    const { engine, time, database } = await newEngine()
    oracle.ask = never
    const run = await engine.workflows.maker.start("cake")
    const eat = await engine.workflows.eat.start(undefined)
    await sendFromElsewhere(database, [
      ["food", "soup"],
      ["food", "bread"],
    ])
    await time.pass("1 second")
    await engine.close()
    oracle.ask = async () => true
    await using next = await createEngineWith(time.services, { database, workflows: slowly })
    await time.pass("1 second")
    expect(await (await next.workflows.maker.get(run.id)).result()).toBe("cake")
    expect(await (await next.workflows.eat.get(eat.id)).result()).toEqual(["soup", "bread"])
  })
})
