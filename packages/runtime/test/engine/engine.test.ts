import { mkdtemp } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { createEngine } from "../../src/index.ts"
import { registry } from "../../src/machine/index.ts"
import { collectProgram } from "../advance/collect.ts"

const workflows = registry({ collect: collectProgram })
const database = async (): Promise<string> => join(await mkdtemp(join(tmpdir(), "statewright-")), "app.db")

describe("an engine", () => {
  it("P.1 runs a workflow to its result on a SQLite file", async () => {
    await using engine = await createEngine({ database: await database(), workflows })
    const run = await engine.workflows.collect.start({ count: 3 }, { id: "first" })
    expect(await run.result()).toEqual([0, 1, 4])
    const info = await run.info()
    expect(info).toMatchObject({ id: "first", workflow: "collect", status: "completed", input: { count: 3 }, output: [0, 1, 4] })
    expect(info.steps.map(({ wait, status, input, output }) => [wait, status, input, output])).toEqual([
      ["for_i/square#1", "completed", { value: 0 }, 0],
      ["for_i/square#2", "completed", { value: 1 }, 1],
      ["for_i/square#3", "completed", { value: 2 }, 4],
    ])
  })
})
