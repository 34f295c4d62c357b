import { describe, expect, it } from "vitest"
import { runCompiled, runInline } from "@statewright/testing"
import { createEngine } from "@statewright/runtime"
import { unstorableProgram } from "./generated/unstorable.machine.ts"
import { workflows } from "./generated/index.ts"
import { newDatabase } from "./new-database.ts"
import { unstorable } from "./workflows/unstorable.workflow.ts"

describe("an input of a step that cannot be stored", () => {
  it("A.9 fails the run beyond the reach of its catch, natively, compiled and in the engine, naming step and path", async () => {
    const error = expect.objectContaining({
      _tag: "NotStorable",
      message: expect.stringMatching(/input of step `note`.*items\[0\]\.callback/su),
    })
    const steps = { note: async () => {} }
    expect(await runInline(unstorable, undefined, { steps })).toMatchObject({ status: "failed", error })
    expect(await runCompiled(unstorableProgram, undefined, { steps })).toMatchObject({ status: "failed", error })
    await using engine = await createEngine({ database: await newDatabase(), workflows })
    const run = await engine.workflows.unstorable.start(undefined)
    expect(await run.outcome()).toMatchObject({ status: "failed", error })
  })
})
