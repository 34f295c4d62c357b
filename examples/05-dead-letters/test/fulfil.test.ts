import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createEngine } from "statewright/engine"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { carrier } from "../src/carrier.ts"
import { workflows } from "../src/generated/index.ts"

let folder = ""
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "dead-letters-"))
  carrier.known = new Set(["Berlin"])
  carrier.printed = []
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const failed = async (database: string): Promise<void> => {
  await using engine = await createEngine({ database, workflows })
  const run = await engine.workflows.fulfil.start({ id: "o2", city: "Atlantis" }, { id: "o2" })
  expect(await run.outcome()).toMatchObject({ status: "failed", error: { city: "Atlantis" } })
}

describe("an order that cannot be shipped", () => {
  it("F07.5 is charged once: its run goes on at the step that failed, in the next process", async () => {
    const database = join(folder, "orders.db")
    await failed(database)
    carrier.known.add("Atlantis")
    await using engine = await createEngine({ database, workflows })
    expect(await engine.letters.get(1)).toMatchObject({ step: "ship", tag: "UnknownAddress", runId: "o2" })
    await engine.letters.resume(1)
    const run = await engine.workflows.fulfil.get("o2")
    expect(await run.result()).toEqual({ receipt: "receipt-o2", label: "label-o2" })
    expect((await run.info()).steps.map(({ name, attempts }) => `${name} ${attempts}`)).toEqual([
      "charge 1",
      "ship 2",
      "notify 1",
    ])
    expect(await engine.letters.count()).toBe(0)
  })

  it("F07.5 F07.6 starts once more with another address", async () => {
    const database = join(folder, "orders.db")
    await failed(database)
    await using engine = await createEngine({ database, workflows })
    const { letters } = await engine.letters.replay(1, { input: { id: "o2", city: "Berlin" } })
    const run = await engine.workflows.fulfil.get(letters[0]?.runId ?? "")
    expect(await run.result()).toEqual({ receipt: "receipt-o2", label: "label-o2" })
    expect(run.id).not.toBe("o2")
    expect(await engine.letters.count()).toBe(0)
  })
})
