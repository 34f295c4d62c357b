import { createEngineWith } from "@statewright/runtime"
import { beforeEach, describe, expect, it } from "vitest"
import { workflows } from "./generated/index.ts"
import { newDatabase } from "./new-database.ts"
import { virtualClock } from "./virtual-clock.ts"
import { bench, Broken } from "./workflows/mending.workflow.ts"

const breaking = (...parts: readonly string[]): void => {
  bench.act = async (part) => {
    if (parts.includes(part)) throw new Broken({ part })
    return `${part} is whole`
  }
}

beforeEach(() => {
  bench.mended = []
  breaking()
})

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 30; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/** An engine whose clock a test moves; `again` closes it and opens the file once more. */
const workshop = async () => {
  const clock = virtualClock(1_000_000)
  const database = await newDatabase()
  const open = () => createEngineWith(clock.services, { database, workflows, durability: "normal" })
  let engine = await open()
  return {
    engine: () => engine,
    again: async () => {
      await engine.close()
      engine = await open()
      return engine
    },
    /** In steps, so that what follows from one timer sets the next. */
    pass: async (millis: number) => {
      for (let step = 0; step < 10; step++) {
        await turns()
        clock.pass(millis / 10)
        await turns()
      }
    },
    [Symbol.asyncDispose]: () => engine.close(),
  }
}

const day = 86_400_000

describe("a run that goes on where it failed", () => {
  it("F07.5 has the sleep and the event that it waited for, also after another process has taken over", async () => {
    await using shop = await workshop()
    breaking("cup")
    const run = await shop.engine().workflows.meanwhile.start("cup", { id: "m" })
    expect((await run.outcome()).status).toBe("failed")
    expect((await run.info()).waits).toEqual([])
    breaking()
    const engine = await shop.again()
    await engine.letters.resume(1)
    await turns()
    const resumed = await (await shop.again()).workflows.meanwhile.get("m")
    expect(await resumed.info()).toMatchObject({ status: "running", waits: [{ event: "call" }] })
    await shop.engine().events.send({ name: "call", payload: "the customer", to: "m" })
    await turns()
    expect((await resumed.info()).status).toBe("running")
    await shop.pass(2 * day)
    expect(await resumed.result()).toEqual(["cup is whole", "the customer"])
    expect(bench.mended).toEqual(["cup", "cup"])
  })

  it("F07.5 has all attempts of its retry policy once more", async () => {
    await using shop = await workshop()
    breaking("cup")
    const run = await shop.engine().workflows.patiently.start(["jug", "cup"], { id: "p" })
    await shop.pass(10_000)
    expect((await run.outcome()).status).toBe("failed")
    const before = await shop.engine().letters.get(1)
    expect(before.attempts.map(({ attempt }) => attempt)).toEqual([1, 2, 3])
    expect(before).toMatchObject({ endedBy: "exhausted" })
    await shop.engine().letters.resume(1)
    await shop.pass(10_000)
    expect((await run.outcome()).status).toBe("failed")
    const after = await shop.engine().letters.get(1)
    expect(after).toMatchObject({ times: 2, status: "dead", resumable: true, endedBy: "exhausted" })
    expect(after.attempts.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5, 6])
    breaking()
    await shop.engine().letters.resume(1)
    await shop.pass(1_000)
    expect(await run.result()).toEqual(["jug is whole", "cup is whole"])
    expect((await shop.engine().letters.list()).letters).toEqual([])
  })

  it("F07.5 stands in line where as many are at work as may be", async () => {
    await using shop = await workshop()
    const engine = shop.engine()
    breaking("cup")
    const run = await engine.workflows.queued.start("cup", { id: "first" })
    expect((await run.outcome()).status).toBe("failed")
    const { promise, resolve } = Promise.withResolvers<string>()
    bench.act = (part) => (part === "jug" ? promise : Promise.resolve(part))
    const other = await engine.workflows.queued.start("jug", { id: "second" })
    await engine.letters.resume(1)
    expect(await run.info()).toMatchObject({ status: "queued" })
    resolve("jug")
    expect([await other.result(), await run.result()]).toEqual(["jug", "cup"])
  })

  it("F07.5 takes a request to cancel it, and its letter comes back", async () => {
    await using shop = await workshop()
    const engine = shop.engine()
    breaking("cup")
    const run = await engine.workflows.inTurn.start(["cup"], { id: "c" })
    expect((await run.outcome()).status).toBe("failed")
    const { promise } = Promise.withResolvers<string>()
    bench.act = () => promise
    await engine.letters.resume(1)
    expect((await engine.letters.get(1)).status).toBe("replaying")
    await expect(engine.letters.resume(1)).rejects.toMatchObject({ _tag: "LetterBusy", runId: "c" })
    await expect(engine.letters.discard(1)).rejects.toMatchObject({ _tag: "LetterBusy" })
    await run.cancel({ force: true })
    expect((await run.outcome()).status).toBe("cancelled")
    expect(await engine.letters.get(1)).toMatchObject({ status: "dead", times: 1 })
    await expect(engine.letters.resume(1)).rejects.toMatchObject({
      _tag: "LetterNotResumable",
      reason: "run c is cancelled, and not failed",
    })
  })
})

describe("a letter whose call has succeeded once its run went on", () => {
  const sweeping = async (...parts: readonly string[]) => {
    const shop = await workshop()
    const engine = shop.engine()
    breaking("cup", "broom")
    const run = await engine.workflows.swept.start([...parts], { id: "s" })
    expect((await run.outcome()).status).toBe("failed")
    const { letters } = await engine.letters.list()
    const broom = letters.find(({ resumable }) => resumable)?.id ?? 0
    expect(await engine.letters.get(broom)).toMatchObject({ input: "broom", handled: false })
    breaking("cup")
    await engine.letters.resume(broom)
    await turns()
    return { ...shop, run }
  }

  it.each([
    ["then", "running", ["cup", "jug", "mug"]],
    ["with it", "failed", ["cup", "jug"]],
  ] as const)(
    "F07.6 F07.7 goes, though the run fails %s, of something else; that has its own",
    async (_, at, parts) => {
      await using shop = await sweeping(...parts)
      expect((await shop.run.info()).status).toBe(at)
      const { run } = shop
      await shop.pass(3_600_000)
      expect(await run.outcome()).toMatchObject({ status: "failed", error: { part: "cup" } })
      const { letters } = await shop.engine().letters.list()
      expect(letters).toMatchObject([{ id: 1, status: "dead", times: 1, handled: false, resumable: false }])
      expect((await run.info()).steps.filter(({ letter }) => letter !== undefined)).toMatchObject([{ input: "cup" }])
    },
  )

  it("F07.6 goes, though somebody cancels the run", async () => {
    await using shop = await sweeping("cup", "jug", "mug")
    await shop.run.cancel({ force: true })
    expect((await shop.run.outcome()).status).toBe("cancelled")
    expect((await shop.engine().letters.list()).letters).toMatchObject([{ id: 1 }])
  })

  it("F07.7 stays where the call was at work when its run failed of something else, and can be resumed", async () => {
    await using shop = await workshop()
    const engine = shop.engine()
    breaking("cup")
    const run = await engine.workflows.hurried.start("cup", { id: "h" })
    expect((await run.outcome()).status).toBe("failed")
    bench.act = () => new Promise(() => {})
    await engine.letters.resume(1)
    await shop.pass(3_600_000)
    expect(await run.outcome()).toMatchObject({ status: "failed", error: { part: "time" } })
    expect(await engine.letters.list()).toMatchObject({
      letters: [{ id: 1, status: "dead", times: 2, resumable: true }],
    })
    breaking()
    await engine.letters.resume(1)
    expect(await run.result()).toEqual("cup is whole")
    expect((await engine.letters.list()).letters).toEqual([])
  })
})

describe("a run that cannot go on where it failed", () => {
  const fails = async (name: "alone" | "told" | "afterwards") => {
    const shop = await workshop()
    breaking("cup")
    const run = await shop.engine().workflows[name].start("cup", { id: name })
    expect((await run.outcome()).status).toBe("failed")
    return shop
  }

  it.each(["alone", "told", "afterwards"] as const)("F07.5 is not resumed, and says why: %s", async (name) => {
    await using shop = await fails(name)
    const engine = shop.engine()
    const { letters } = await engine.letters.list({ runId: name })
    expect(letters).toMatchObject([{ resumable: false }])
    const { children: _, ...before } = await engine.runs.get(name)
    await expect(engine.letters.resume(letters[0]?.id ?? 0)).rejects.toMatchObject({ _tag: "LetterNotResumable" })
    expect(await engine.runs.get(name)).toMatchObject(before)
    expect((await engine.letters.get(letters[0]?.id ?? 0)).status).toBe("dead")
  })

  it("F07.5 has told its parent: the letter can be replayed alone", async () => {
    await using shop = await workshop()
    const engine = shop.engine()
    breaking("cup")
    expect(await (await engine.workflows.whole.start(["cup"])).result()).toBe("not whole")
    const { letters } = await engine.letters.list()
    expect(letters).toMatchObject([{ workflow: "inTurn", handled: false, resumable: false }])
    await expect(engine.letters.resume(1)).rejects.toMatchObject({ _tag: "LetterNotResumable" })
    breaking()
    await engine.letters.replay(1)
    await turns()
    expect((await engine.letters.list()).letters).toEqual([])
  })

  it("F07.5 names the letter that has what is needed, where several calls have failed", async () => {
    await using shop = await workshop()
    const engine = shop.engine()
    breaking("cup", "bowl")
    expect((await (await engine.workflows.together.start(["jug", "cup", "bowl"])).outcome()).status).toBe("failed")
    const { letters } = await engine.letters.list()
    const other = letters.find(({ resumable }) => !resumable)
    const one = letters.find(({ resumable }) => resumable)
    await expect(engine.letters.resume(other?.id ?? 0)).rejects.toMatchObject({
      reason: expect.stringContaining(`resume that one`),
      message: expect.stringContaining(`dead letter ${one?.id}`),
    })
  })

  it("F07.5 is of a version that is not here, or of a letter that is not", async () => {
    const database = await newDatabase()
    const options = { database, durability: "normal" } as const
    breaking("cup")
    const old = await createEngineWith(virtualClock(1_000_000).services, { ...options, workflows })
    const run = await old.workflows.inTurn.start(["cup"], { id: "v" })
    expect((await run.outcome()).status).toBe("failed")
    await expect(old.letters.resume(99)).rejects.toMatchObject({ _tag: "LetterNotFound" })
    await old.close()
    const newer = { ...workflows, inTurn: { ...workflows.inTurn, version: "newer" } }
    await using engine = await createEngineWith(virtualClock(1_000_000).services, { ...options, workflows: newer })
    await expect(engine.letters.resume(1)).rejects.toMatchObject({
      _tag: "LetterNotResumable",
      reason: expect.stringMatching(/^version \w+ of workflow `inTurn` is not in the registry/u),
    })
    breaking()
    const { letters } = await engine.letters.replay(1)
    expect(await (await engine.workflows.inTurn.get(letters[0]?.runId ?? "")).result()).toEqual(["cup is whole"])
    expect((await engine.letters.list()).letters).toEqual([])
  })
})
