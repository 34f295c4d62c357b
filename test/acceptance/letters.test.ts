import { createEngine } from "@statewright/runtime"
import type { Engine } from "@statewright/runtime"
import { beforeEach, describe, expect, it } from "vitest"
import { workflows } from "./generated/index.ts"
import { newDatabase } from "./new-database.ts"
import { bench, Broken, Lost } from "./workflows/mending.workflow.ts"

beforeEach(() => {
  bench.mended = []
  bench.act = async (part) => `${part} is whole`
})

const breaking = (...parts: readonly string[]) => {
  bench.act = async (part) => {
    if (parts.includes(part)) throw new Broken({ part })
    return `${part} is whole`
  }
}

const wholeAgain = (): void => breaking()

type Workshop = Engine<typeof workflows>

const open = async (database?: string): Promise<Workshop> =>
  createEngine({ database: database ?? (await newDatabase()), workflows, durability: "normal" })

/** The run of a letter, once it has ended. */
const ended = async (engine: Workshop, runId: string) => {
  while (true) {
    const run = await engine.runs.get(runId).catch(() => undefined)
    if (run?.endedAt !== undefined) return run
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const failing = async (
  engine: Workshop,
  name: "inTurn" | "together" | "atOnce" | "branches" | "few",
  parts: string[],
) => {
  const run = await engine.workflows[name].start(parts)
  expect((await run.outcome()).status).toBe("failed")
  return run
}

describe("a dead letter", () => {
  it("F07.1 F07.2 F07.4 stands there as soon as the run has failed, with all that is known of it", async () => {
    await using engine = await open()
    breaking("cup")
    const run = await failing(engine, "inTurn", ["jug", "cup"])
    const { letters } = await engine.letters.list()
    expect(letters).toMatchObject([
      {
        id: 1,
        runId: run.id,
        workflow: "inTurn",
        step: "mend",
        tag: "Broken",
        times: 1,
        handled: false,
        status: "dead",
      },
    ])
    const letter = await engine.letters.get(1)
    expect(letter).toMatchObject({ runInput: ["jug", "cup"], input: "cup", error: { part: "cup" } })
    expect(letter.error).toBeInstanceOf(Broken)
    expect(letter.attempts).toMatchObject([{ attempt: 1, error: { part: "cup" } }])
    expect(letter.firstFailedAt).toBe(letter.attempts[0]?.endedAt)
    expect((await run.info()).steps).toMatchObject([{ status: "completed" }, { status: "failed" }])
  })

  it("F07.1 is written where the workflow catches the error, too, and not where its author wants none", async () => {
    await using engine = await open()
    breaking("cup", "a mention")
    const run = await engine.workflows.carefully.start("cup")
    await expect(run.outcome()).resolves.toMatchObject({ status: "failed" })
    expect((await engine.letters.list()).letters).toEqual([])
    breaking("cup")
    await (await engine.workflows.carefully.start("cup")).result()
    expect((await engine.letters.list()).letters).toMatchObject([{ step: "mend", handled: true }])
    bench.act = async (part) => {
      throw new Lost({ part })
    }
    await (await engine.workflows.inTurn.start(["cup"])).outcome()
    expect((await engine.letters.list()).letters).toHaveLength(1)
  })

  it("F07.1 is not taken for handled where its run has cleaned up first, and failed with it then", async () => {
    await using engine = await open()
    breaking("cup")
    const run = await engine.workflows.afterwards.start("cup")
    expect((await run.outcome()).status).toBe("failed")
    expect(bench.mended).toEqual(["cup", "swept up"])
    const { letters } = await engine.letters.list({ handled: false })
    expect(letters).toMatchObject([{ id: 1, runId: run.id, handled: false, resumable: false }])
    await expect(engine.letters.resume(1)).rejects.toThrow("it ended later than its step")
  })
})

describe("a dead letter that somebody discards", () => {
  it.each(["replay", "resume"] as const)(
    "F07.5 while another asks to %s it is told to that one as gone, and nothing comes of it (fault 30)",
    async (asks) => {
      await using engine = await open()
      breaking("cup")
      const run = await failing(engine, "inTurn", ["jug", "cup"])
      const asked = await Promise.allSettled([engine.letters.discard(1), engine.letters[asks](1)])
      expect(asked).toMatchObject([
        { status: "fulfilled", value: { letters: [1], taken: true } },
        { status: "rejected", reason: { _tag: "LetterNotFound" } },
      ])
      const { runs } = await engine.runs.list()
      expect(runs).toMatchObject([{ id: run.id, status: "failed" }])
    },
  )

  it("F07.1 F10.3 is not taken for handled either where what its run cleaned up with was there before", async () => {
    await using engine = await open()
    breaking("cup")
    await engine.events.send({ name: "fetch", payload: "by post" })
    const run = await engine.workflows.fetched.start("cup")
    expect((await run.outcome()).status).toBe("failed")
    expect((await engine.letters.list({ handled: false })).letters).toMatchObject([{ id: 1, runId: run.id }])
  })
})

describe("a replay", () => {
  it("F07.5 F07.6 starts a new run with the same input, and solves the letter by its success", async () => {
    await using engine = await open()
    breaking("cup")
    const run = await failing(engine, "inTurn", ["jug", "cup"])
    wholeAgain()
    const { letters, taken } = await engine.letters.replay(1)
    expect(taken).toBe(true)
    const [replay] = letters
    expect(replay).toMatchObject({ letter: 1 })
    expect(replay?.runId).not.toBe(run.id)
    expect(await ended(engine, replay?.runId ?? "")).toMatchObject({
      status: "completed",
      replays: 1,
      input: ["jug", "cup"],
      output: ["jug is whole", "cup is whole"],
    })
    expect((await engine.letters.list()).letters).toEqual([])
    await expect(engine.letters.get(1)).rejects.toMatchObject({ _tag: "LetterNotFound" })
  })

  it("F07.7 brings the letter up to date when it fails", async () => {
    await using engine = await open()
    breaking("cup")
    await failing(engine, "inTurn", ["jug", "cup"])
    const first = await engine.letters.replay(1)
    await ended(engine, first.letters[0]?.runId ?? "")
    expect((await engine.letters.list()).letters).toMatchObject([
      { id: 1, times: 2, status: "dead", runId: first.letters[0]?.runId },
    ])
    // At another step.
    breaking("jug")
    const second = await engine.letters.replay(1)
    await ended(engine, second.letters[0]?.runId ?? "")
    expect(await engine.letters.get(1)).toMatchObject({
      times: 3,
      status: "dead",
      input: "jug",
      wait: "for_part/mend#1",
    })
    expect((await engine.letters.list()).letters).toHaveLength(1)
  })

  it("F07.5 takes another input, and refuses one that does not fit", async () => {
    await using engine = await open()
    breaking("cup")
    await failing(engine, "inTurn", ["cup"])
    await expect(engine.letters.replay(1, { input: "cup" })).rejects.toMatchObject({ _tag: "ValidationFailed" })
    expect(await engine.letters.get(1)).toMatchObject({ status: "dead" })
    const { letters } = await engine.letters.replay(1, { input: ["jug"] })
    expect(await ended(engine, letters[0]?.runId ?? "")).toMatchObject({ status: "completed", input: ["jug"] })
  })

  it("F07.8 is started once by those who ask at once (fault 30)", async () => {
    await using engine = await open()
    breaking("cup")
    await failing(engine, "inTurn", ["cup"])
    wholeAgain()
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
    bench.act = async (part) => {
      await held
      return part
    }
    const answers = await Promise.allSettled(Array.from({ length: 5 }, () => engine.letters.replay(1)))
    const started = answers.filter(({ status }) => status === "fulfilled")
    expect(started).toHaveLength(1)
    const refused = answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason as unknown] : []))
    expect(refused).toMatchObject(refused.map(() => ({ _tag: "LetterBusy", letter: 1 })))
    letGo()
    while ((await engine.letters.list()).letters.length > 0) await new Promise((resolve) => setImmediate(resolve))
    expect((await engine.runs.list()).runs).toHaveLength(2)
    expect(bench.mended).toEqual(["cup", "cup"])
  })

  it("F07.7 whose workflow catches the error once more has not solved it", async () => {
    await using engine = await open()
    breaking("cup")
    await (await engine.workflows.carefully.start("cup")).result()
    const { letters } = await engine.letters.replay(1)
    const runId = letters[0]?.runId ?? ""
    expect(await ended(engine, runId)).toMatchObject({ status: "completed" })
    expect((await engine.letters.list()).letters).toMatchObject([
      { id: 1, status: "dead", times: 2, handled: true, runId },
    ])
    wholeAgain()
    const again = await engine.letters.replay(1)
    expect(await ended(engine, again.letters[0]?.runId ?? "")).toMatchObject({ output: "cup is whole" })
    expect((await engine.letters.list()).letters).toEqual([])
  })

  it("F07.7 that fails before its first step brings the letter back", async () => {
    await using engine = await open()
    breaking("cup")
    const first = await failing(engine, "few", ["cup"])
    const { letters } = await engine.letters.replay(1, { input: ["jug", "mug", "cup", "bowl"] })
    const run = await ended(engine, letters[0]?.runId ?? "")
    expect(run).toMatchObject({ status: "failed", error: { part: "too many" } })
    expect(await engine.letters.get(1)).toMatchObject({
      status: "dead",
      times: 2,
      runInput: ["cup"],
      error: { part: "cup" },
    })
    wholeAgain()
    await engine.letters.resume(1)
    expect(await first.result()).toEqual("cup is whole")
  })
})

describe("resuming a run", () => {
  it("F07.5 calls the step that failed once more, in the same run, and nothing else", async () => {
    await using engine = await open()
    breaking("cup")
    const run = await failing(engine, "inTurn", ["jug", "cup", "bowl"])
    wholeAgain()
    const { letters, taken } = await engine.letters.resume(1)
    expect({ letters, taken }).toEqual({ letters: [{ letter: 1, runId: run.id }], taken: true })
    expect(await run.result()).toEqual(["jug is whole", "cup is whole", "bowl is whole"])
    expect(bench.mended).toEqual(["jug", "cup", "cup", "bowl"])
    expect((await run.info()).replays).toBe(1)
    expect((await run.info()).steps.map(({ status, attempts }) => `${status} ${attempts}`)).toEqual([
      "completed 1",
      "completed 2",
      "completed 1",
    ])
    expect((await engine.letters.list()).letters).toEqual([])
  })

  it.each(["together", "atOnce", "branches"] as const)("F07.5 goes on with all that was at work: %s", async (name) => {
    await using engine = await open()
    breaking("cup", "bowl")
    const run = await failing(engine, name, ["jug", "cup", "bowl"])
    wholeAgain()
    const { letters } = await engine.letters.list()
    const resumable = letters.filter((letter) => letter.resumable)
    expect(resumable).toHaveLength(1)
    await engine.letters.resume(resumable[0]?.id ?? 0)
    const before = name === "together" ? ["before is whole"] : []
    expect(await run.result()).toEqual([...before, "jug is whole", "cup is whole", "bowl is whole"])
    expect((await engine.letters.list()).letters).toEqual([])
  })
})
