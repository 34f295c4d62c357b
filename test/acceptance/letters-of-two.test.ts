import { type AskingLetters, createEngine, lettersOf } from "@statewright/runtime"
import { openSqliteStore } from "@statewright/store"
import { beforeEach, describe, expect, it } from "vitest"
import { workflows } from "./generated/index.ts"
import { newDatabase } from "./new-database.ts"
import { bench, Broken } from "./workflows/mending.workflow.ts"

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

beforeEach(() => {
  bench.mended = []
  bench.act = async (part) => {
    if (part === "cup" || part === "bowl") throw new Broken({ part })
    return `${part} is whole`
  }
})

/**
 * A run with two dead letters, of which the first is being replayed; and somebody who asks from outside, and who looks at what
 * has become of it only once that replay has solved them.
 */
const workshop = async () => {
  const database = await newDatabase()
  const engine = await createEngine({ database, workflows, durability: "normal" })
  await (await engine.workflows.together.start(["jug", "cup", "bowl"])).outcome()
  const { promise, resolve: letGo } = Promise.withResolvers<string>()
  bench.act = () => promise
  await engine.letters.replay(1)
  const store = await openSqliteStore({ path: database })
  const settled: AskingLetters["settled"] = async (seq) => {
    while ((await store.event(seq))?.settled === false) await turn()
    letGo("whole")
    while ((await engine.letters.list()).letters.length > 0) await turn()
    return true
  }
  const outside = lettersOf({ store, submit: () => undefined, now: Date.now, id: () => crypto.randomUUID(), settled })
  const close = async () => {
    letGo("whole")
    await store.close()
    await engine.close()
  }
  return { engine, outside, letGo, [Symbol.asyncDispose]: close }
}

describe("two who ask at once about letters of one run", () => {
  it("F07.8 the second is told that its letter is gone, and of no run that never starts (fault 30)", async () => {
    await using shop = await workshop()
    await expect(shop.outside.replay(2)).rejects.toMatchObject({ _tag: "LetterNotFound", letter: 2 })
    expect((await shop.engine.runs.list()).runs).toHaveLength(2)
  })

  it("F07.8 of many at once, it is none of those that are replayed", async () => {
    await using shop = await workshop()
    expect(await shop.outside.replay({})).toEqual({ letters: [], taken: true })
    expect((await shop.engine.runs.list()).runs).toHaveLength(2)
  })

  it.each([1, 2])("F07.8 letter %i is not resumed while the run is being replayed", async (first) => {
    await using shop = await workshop()
    const { engine } = shop
    const { letters } = await engine.letters.list()
    const before = letters.map(({ id, status, resumable }) => ({ id, status, resumable }))
    expect(before).toMatchObject([{ status: "dead" }, { status: "replaying" }])
    await expect(engine.letters.resume(first)).rejects.toMatchObject({ _tag: "LetterBusy", letter: 1 })
    shop.letGo("whole")
    while ((await engine.letters.list()).letters.length > 0) await turn()
    const { runs } = await engine.runs.list()
    expect(runs.map(({ status }) => status)).toEqual(["completed", "failed"])
  })

  it.each([0, 2, 8])("F07.8 a run is replayed or resumed, and not both (%i turns apart, fault 30)", async (turns) => {
    await using engine = await createEngine({ database: await newDatabase(), workflows, durability: "normal" })
    await (await engine.workflows.together.start(["jug", "cup", "bowl"])).outcome()
    const { letters } = await engine.letters.list()
    const withKit = letters.find(({ resumable }) => resumable)?.id ?? 0
    bench.act = async (part) => `${part} is whole`
    bench.mended = []
    const replay = async () => {
      for (let n = 0; n < turns; n++) await turn()
      return engine.letters.replay(3 - withKit)
    }
    const answers = await Promise.allSettled([engine.letters.resume(withKit), replay()])
    const refused = answers.filter(({ status }) => status === "rejected")
    expect(refused).toMatchObject([{ reason: { _tag: expect.stringMatching(/^Letter(Busy|NotFound)$/) } }])
    const isReplayed = answers[1].status === "fulfilled"
    while ((await engine.letters.list()).letters.length > 0) await turn()
    expect(bench.mended.toSorted()).toEqual(isReplayed ? ["before", "bowl", "cup", "jug"] : ["bowl", "cup"])
    expect((await engine.runs.list()).runs).toHaveLength(isReplayed ? 2 : 1)
  })
})
