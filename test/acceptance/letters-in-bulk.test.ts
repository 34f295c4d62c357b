import { createEngineWith } from "@statewright/runtime"
import { beforeEach, describe, expect, it } from "vitest"
import { workflows } from "./generated/index.ts"
import { newDatabase } from "./new-database.ts"
import { virtualClock } from "./virtual-clock.ts"
import { bench, Broken } from "./workflows/mending.workflow.ts"

const day = 86_400_000

beforeEach(() => {
  bench.mended = []
  bench.act = async (part) => {
    throw new Broken({ part })
  }
})

const wholeAgain = (): void => {
  bench.act = async (part) => `${part} is whole`
}

const cupAndBowlBreak = async (part: string): Promise<string> => {
  if (part === "cup" || part === "bowl") throw new Broken({ part })
  return `${part} is whole`
}

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 30; turn++) await new Promise((resolve) => setImmediate(resolve))
}

const workshop = async (deadLetters: object = {}, more: object = {}) => {
  const clock = virtualClock(1_000_000)
  const options = { database: await newDatabase(), workflows, durability: "normal", deadLetters, ...more } as const
  const open = () => createEngineWith(clock.services, options)
  const engine = await open()
  const pass = async (millis: number): Promise<void> => {
    await turns()
    clock.pass(millis)
    await turns()
  }
  /** Runs that fail, one after the other. */
  const fail = async (count: number, name: "inTurn" | "patiently" = "inTurn"): Promise<void> => {
    for (let n = 0; n < count; n++) {
      const run = await engine.workflows[name].start([`part ${n}`])
      if (name === "patiently") for (let second = 0; second < 4; second++) await pass(1_000)
      expect((await run.outcome()).status).toBe("failed")
    }
  }
  const idsOf = async (): Promise<readonly number[]> => (await engine.letters.list()).letters.map(({ id }) => id)
  return { engine, open, pass, fail, idsOf, [Symbol.asyncDispose]: () => engine.close() }
}

describe("several dead letters", () => {
  it("F07.4, F07.5 of one run start it once more once: what that comes to stands for all of them", async () => {
    await using shop = await workshop()
    const { engine } = shop
    bench.act = cupAndBowlBreak
    expect((await (await engine.workflows.together.start(["jug", "cup", "bowl"])).outcome()).status).toBe("failed")
    expect(await engine.letters.count()).toBe(2)
    const again = async () => {
      const { letters } = await engine.letters.replay({})
      await turns()
      return letters.length
    }
    expect([await again(), await engine.letters.count()]).toEqual([1, 2])
    expect([await again(), await engine.letters.count()]).toEqual([1, 2])
    wholeAgain()
    expect([await again(), await engine.letters.count()]).toEqual([1, 0])
    expect((await engine.runs.list()).runs).toHaveLength(4)
  })

  it("F07.5 of one run: the second asked for is told which is in its way", async () => {
    await using shop = await workshop()
    const { engine } = shop
    bench.act = cupAndBowlBreak
    await (await engine.workflows.together.start(["jug", "cup", "bowl"])).outcome()
    const { promise, resolve } = Promise.withResolvers<string>()
    bench.act = () => promise
    const [one = 0, other = 0] = await shop.idsOf()
    await engine.letters.replay(one)
    await expect(engine.letters.replay(other)).rejects.toMatchObject({ _tag: "LetterBusy", letter: one })
    resolve("whole")
    await turns()
    expect(await shop.idsOf()).toEqual([])
  })

  it("F07.3 are listed page by page, filtered, and counted by reason", async () => {
    await using shop = await workshop()
    const { engine } = shop
    await shop.fail(3)
    await shop.fail(1, "patiently")
    const first = await engine.letters.list({ limit: 2 })
    expect(first).toMatchObject({ letters: [{ id: 4 }, { id: 3 }], next: "3" })
    const second = await engine.letters.list({ limit: 2, ...(first.next && { cursor: first.next }) })
    expect(second.letters.map(({ id }) => id)).toEqual([2, 1])
    expect(second.next).toBeUndefined()
    const found = async (query: object) => (await engine.letters.list(query)).letters.map(({ id }) => id)
    expect(await found({ step: "mendPatiently" })).toEqual([4])
    expect(await found({ workflow: "inTurn", failedBefore: 1_000_000 })).toEqual([])
    expect(await found({ tag: "Broken", handled: false, status: "dead" })).toEqual([4, 3, 2, 1])
    const stats = await engine.letters.stats()
    expect(stats).toMatchObject([
      { step: "mendPatiently", letters: 1, dead: 1, times: 1, newest: 4 },
      { step: "mend", tag: "Broken", letters: 3, dead: 3, times: 3, newest: 3 },
    ])
    expect(await found({ fingerprint: stats[1]?.fingerprint })).toEqual([3, 2, 1])
    await expect(engine.letters.list({ state: "dead" } as object)).rejects.toMatchObject({ _tag: "InvalidOption" })
    await expect(engine.letters.list({ cursor: "soon" })).rejects.toMatchObject({ _tag: "InvalidOption" })
  })

  it("F07.5 are replayed at once: the oldest, at most so many, one after the other", async () => {
    await using shop = await workshop()
    const { engine } = shop
    await shop.fail(5)
    wholeAgain()
    expect(await engine.letters.count({ step: "mend" })).toBe(5)
    const { letters } = await engine.letters.replay({ step: "mend" }, { cap: 3, stagger: "1 minute" })
    expect(letters.map(({ letter }) => letter)).toEqual([1, 2, 3])
    await turns()
    expect(await shop.idsOf()).toEqual([5, 4, 3, 2])
    expect((await engine.letters.get(3)).replayAt).toBe(1_000_000 + 120_000)
    await shop.pass(60_000)
    expect(await shop.idsOf()).toEqual([5, 4, 3])
    // What waits is taken back.
    await engine.letters.discard(3)
    await shop.pass(60_000)
    expect((await engine.runs.list()).runs).toHaveLength(7)
    await expect(engine.letters.replay({ step: "mend" }, { input: ["another"] })).rejects.toMatchObject({
      _tag: "InvalidOption",
    })
    await expect(engine.letters.replay({ step: "mend" }, { cap: 0 })).rejects.toMatchObject({ _tag: "InvalidOption" })
    expect(await shop.idsOf()).toEqual([5, 4])
    expect((await engine.letters.discard({ workflow: "inTurn" })).letters).toEqual([4, 5])
    expect(await shop.idsOf()).toEqual([])
    expect(await engine.letters.replay({})).toEqual({ letters: [], taken: true })
  })

  it("F07.5 are resumed at once, each in its own run, and what cannot be is passed over", async () => {
    await using shop = await workshop()
    const { engine } = shop
    await shop.fail(3)
    const run = await engine.workflows.told.start("jug")
    expect((await run.outcome()).status).toBe("failed")
    wholeAgain()
    const query = { tag: "Broken", handled: false }
    const counts = [{}, { resumable: true }, { resumable: false }, { replayable: true }, { replayable: false }]
    expect(await Promise.all(counts.map((more) => engine.letters.count({ ...query, ...more })))).toEqual([
      4, 3, 1, 4, 0,
    ])
    await expect(engine.letters.resume({}, { cap: 0 })).rejects.toMatchObject({ _tag: "InvalidOption" })
    const { letters, taken } = await engine.letters.resume(query)
    expect([letters.map(({ letter }) => letter), taken]).toEqual([[1, 2, 3], true])
    await turns()
    const left = await engine.letters.list({ handled: false })
    expect(left.letters).toMatchObject([{ workflow: "told", status: "dead" }])
    const { runs } = await engine.runs.list({ workflow: "inTurn" })
    expect(runs.map(({ status }) => status)).toEqual(["completed", "completed", "completed"])
  })

  it("F07.9 are deleted when their time is over, but for those that are being replayed", async () => {
    await using shop = await workshop({ retention: "2 days" })
    const { engine } = shop
    await shop.fail(2)
    bench.act = () => new Promise(() => {})
    await engine.letters.replay(2)
    await shop.pass(day)
    expect(await shop.idsOf()).toEqual([2, 1])
    for (let hours = 0; hours < 60; hours += 2) await shop.pass(day / 12)
    expect(await shop.idsOf()).toEqual([2])
  })

  it("F07.2 F07.5 of a run that is deleted stay as they are when another run of its id fails", async () => {
    await using shop = await workshop({}, { retention: "1 day" })
    const { engine } = shop
    const failAs = async (id: string, parts: readonly string[]) =>
      expect((await (await engine.workflows.inTurn.start([...parts], { id })).outcome()).status).toBe("failed")
    await failAs("again", ["cup"])
    for (let hours = 0; hours < 48; hours += 2) await shop.pass(day / 12)
    expect((await engine.runs.list()).runs).toEqual([])
    await failAs("again", ["jug"])
    const [one, other] = [await engine.letters.get(1), await engine.letters.get(2)]
    expect(one).toMatchObject({ runInput: ["cup"], input: "cup", error: { part: "cup" }, times: 1 })
    expect(other).toMatchObject({ runInput: ["jug"], input: "jug", error: { part: "jug" }, times: 1 })
    expect((await engine.runs.get("again")).steps).toMatchObject([{ letter: 2 }])
    wholeAgain()
    await expect(engine.letters.resume(1)).rejects.toMatchObject({ reason: "run again is deleted" })
    await engine.letters.resume(2)
    expect(await (await engine.workflows.inTurn.get("again")).result()).toEqual(["jug is whole"])
    expect(await shop.idsOf()).toEqual([1])
  })

  it("F07.10 above a threshold raise one notice, that is stored with the one too many", async () => {
    await using shop = await workshop({ alert: { above: 2, within: "1 hour" } })
    const { engine } = shop
    await shop.fail(2)
    expect((await engine.notices.list({ kind: "dead-letters" })).notices).toEqual([])
    await shop.fail(3)
    const { notices } = await engine.notices.list({ kind: "dead-letters" })
    expect(notices).toMatchObject([{ facts: { count: 3, above: 2, within: 3_600_000, step: "mend", tag: "Broken" } }])
  })

  it.each([{ above: -1, within: "1 hour" }, { above: 1 }, { above: 1, within: "soon" }, { above: 1, within: 0 }])(
    "F07.10 have no threshold that cannot be: %j",
    async (alert) => {
      await expect(workshop({ alert })).rejects.toMatchObject({ code: expect.stringMatching(/^DEF-/) })
    },
  )
})
