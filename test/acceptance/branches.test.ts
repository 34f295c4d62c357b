import { createEngine, readRuns } from "@statewright/runtime"
import type { BranchInfo, RunDetail } from "@statewright/runtime"
import { openSqliteStore } from "@statewright/store"
import Database from "better-sqlite3"
import type { InputOf } from "statewright/machine"
import { beforeEach, describe, expect, it } from "vitest"
import { everyWay } from "./every-way.ts"
import { deskProgram } from "./generated/desk.machine.ts"
import { workflows } from "./generated/index.ts"
import { interruptedRun } from "./interrupted-run.ts"
import { newDatabase } from "./new-database.ts"
import type { desk } from "./workflows/desk.workflow.ts"
import { freshWorld } from "./world.ts"

beforeEach(freshWorld)

type Letter = InputOf<typeof desk>

const letter: Letter = {
  kind: "card",
  pages: 2,
  note: null,
  sender: { name: "Ada", marks: [1, 2, 3] },
  colours: ["red", "green"],
}

/** What a run of this letter did, in order: its steps and its branches. */
const history = [
  "ponder#1",
  "if letter.pages > 100 -> false",
  "if letter.pages > opened -> false",
  "if/if/ponder_2#2",
  "switch letter.kind -> case card",
  "switch/ponder_2#3",
  "?: letter.pages > 1 -> true",
  "if_2/ponder#4",
  '&& letter.kind === "card" -> true',
  "and/ponder#5",
  "|| letter.sender !== undefined -> true",
  "?? letter.note -> nullish",
  "orElse/ponder#6",
  "?. letter.sender -> present",
  "ifThere/ponder#7",
  "while left > 0 -> true",
  "while/ponder#8",
  "while left > 0 -> true",
  "while/ponder#9",
  "while left > 0 -> false",
  "do/ponder#10",
  "do left < 3 -> true",
  "do/ponder#11",
  "do left < 3 -> false",
  "for copy < 1 -> true",
  "for_copy/ponder#12",
  "for copy < 1 -> false",
  "ponder_2#13",
  "sort()/ponder#16",
  "sort()/ponder#17",
  "parallel/sort#14: if weight > 3 -> false",
  "parallel/sort#15: if weight > 3 -> true",
  "sort()/if/ponder#18",
]

/** Steps and branches of a run in one list, by their places. */
const told = ({ steps, branches }: Pick<RunDetail, "steps" | "branches">): readonly string[] =>
  [
    ...steps.map(({ wait }) => ({ place: Number(wait.split("#")[1]), text: wait })),
    ...branches.map((branch) => ({ place: branch.after + 0.5, text: textOf(branch) })),
  ]
    .toSorted((a, b) => a.place - b.place)
    .map(({ text }) => text)

const textOf = ({ by, condition, took, call, times }: BranchInfo): string =>
  `${call === undefined ? "" : `${call}: `}${by} ${condition} -> ${took}${times === 1 ? "" : ` x${times}`}`

const runToEnd = async (start: Parameters<typeof interruptedRun>[0]): Promise<RunDetail> => {
  await using engine = await createEngine({ database: await newDatabase(), workflows, durability: "normal" })
  const run = await start(engine)
  await run.outcome()
  return await run.info()
}

describe("the branches of a run", () => {
  it("F02.5 stand in its history with the source text of their conditions, in order with its steps", async () => {
    const { status, branches, steps, createdAt } = await runToEnd((engine) => engine.workflows.desk.start(letter))
    expect(status).toBe("completed")
    expect(told({ steps, branches })).toEqual(history)
    expect(branches[0]).toEqual({
      by: "if",
      condition: "letter.pages > 100",
      took: "false",
      place: "workflows/desk.workflow.ts:36:7",
      procedure: "main",
      after: 1,
      times: 1,
      at: expect.toSatisfy((at: number) => at >= createdAt),
    })
    expect(branches.at(-1)).toMatchObject({ procedure: "sort", place: "workflows/desk.workflow.ts:25:7" })
  })

  it("F02.5 F02.2 tell the other ways too, and nothing where no condition was asked", async () => {
    const other: Letter = { kind: "news", pages: 200, note: "hello", colours: [] }
    const { branches, steps } = await runToEnd((engine) => engine.workflows.desk.start(other))
    expect(told({ branches, steps }).slice(0, 12)).toEqual([
      "ponder#1",
      "if letter.pages > 100 -> true",
      "if/ponder#2",
      "switch letter.kind -> default",
      "?: letter.pages > 1 -> true",
      "if_2/ponder#3",
      '&& letter.kind === "card" -> false',
      "|| letter.sender !== undefined -> false",
      "or/ponder#4",
      "?? letter.note -> present",
      "?. letter.sender -> nullish",
      "while left > 0 -> true",
    ])
  })

  it("F02.5 N.1 are recorded once, wherever the run is interrupted", async () => {
    const start: Parameters<typeof interruptedRun>[0] = (engine) => engine.workflows.desk.start(letter, { id: "desk" })
    await everyWay({ program: deskProgram, input: letter, start })
    expect(told(await interruptedRun(start))).toEqual(history)
  })

  it("F02.5 cost a row nothing where there is none, and stand neither in the frame nor in a row of their own", async () => {
    const database = await newDatabase()
    {
      await using engine = await createEngine({ database, workflows, durability: "normal" })
      await (await engine.workflows.desk.start(letter, { id: "desk" })).result()
      await (await engine.workflows.collect.start({ count: 2 }, { id: "collect" })).result()
    }
    const connection = new Database(database, { readonly: true })
    const stored = connection.prepare("SELECT branches FROM transitions WHERE run_id = ? ORDER BY rev").pluck()
    expect(stored.all("collect")).toEqual([
      '{"asked":[[0,"for","i < count","workflows/collect.workflow.ts:19:21","main"]],"took":[[0,"true",0]]}',
      '{"took":[[0,"true",1]]}',
      '{"took":[[0,"false",2]]}',
    ])
    // Its start, and the ends of two of the sorters' steps, ask nothing.
    expect(stored.all("desk").filter((text) => text === null)).toHaveLength(3)
    connection.close()
  })

  it("F02.5 N.7 are bounded in length and in number, and say what is left out", async () => {
    const { branches } = await runToEnd((engine) => engine.workflows.dial.start({ turns: 2_000 }))
    const [first, ...rest] = branches
    expect(first).toMatchObject({ took: "true", leftOut: 3_000 })
    expect(rest.map(({ took }) => took).slice(-3)).toEqual(["true", "true", "false"])
    expect(branches).toHaveLength(1_001)

    const long = await runToEnd((engine) => engine.workflows.ramble.start({ words: [] }))
    expect(long.branches[0]?.condition).toMatch(/^words\.includes\("a rather [^\n]{170,}\.\.\.$/)
    expect(long.branches[0]?.condition).toHaveLength(200)
  })

  it("F02.5 are read by whoever reads the database, without the program", async () => {
    const database = await newDatabase()
    {
      await using engine = await createEngine({ database, workflows, durability: "normal" })
      await (await engine.workflows.desk.start(letter, { id: "desk" })).result()
    }
    const store = await openSqliteStore({ path: database })
    expect(told(await readRuns(store).get("desk"))).toEqual(history)
    await store.close()
  })
})
