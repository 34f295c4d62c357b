import { describe, expect, it } from "vitest"
import { createEngine } from "@statewright/runtime"
import { runCompiled } from "@statewright/testing"
import { workflows } from "./generated/index.ts"
import { circleProgram, spinProgram } from "./generated/spin.machine.ts"
import { newDatabase } from "./new-database.ts"

const timedOut = expect.objectContaining({
  _tag: "SegmentTimedOut",
  code: "RUN-020",
  workflow: "spin",
  segment: "afterNote",
  message: expect.stringContaining("line 12: for (;;)"),
})

describe("a segment that never ends", () => {
  it("SEMANTICS 6 parks its run with a code, workflow, segment and line, and the engine and other runs live on (fault 31)", async () => {
    await using engine = await createEngine({ database: await newDatabase(), workflows, segmentTimeout: 100 })
    const started = [true, false, true, false].map((endless) => engine.workflows.spin.start({ endless }))
    const runs = await Promise.all(started)
    const outcomes = await Promise.allSettled(runs.map((run) => run.outcome()))
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "rejected", "fulfilled"])
    expect(outcomes[0]).toMatchObject({
      reason: {
        code: "RUN-003",
        message: expect.stringMatching(/RUN-020 Segment `afterNote` of workflow `spin` .*line 12: for \(;;\)/),
      },
    })
    // Its step is not done again, and where it rested it goes on once it can.
    const parked = (await engine.runs.list({ status: "parked" })).runs
    expect(parked.map(({ workflow }) => workflow)).toEqual(["spin", "spin"])

    const next = await engine.workflows.spin.start({ endless: false })
    expect(await next.outcome()).toMatchObject({ status: "completed", output: "ended" })
  })

  it("SEMANTICS 20 is seen by no catch and no finally", async () => {
    const noted: string[] = []
    const steps = { "spin.note": async (text: string) => void noted.push(text) }
    const program = { ...spinProgram, segmentTimeout: 50 }
    const ended = await runCompiled(program, { endless: true }, { steps })
    expect(ended).toMatchObject({ status: "failed", error: timedOut })
    expect(noted).toEqual(["before"])
  })

  it("SEMANTICS 6 is found where the machine goes round and no turn waits", async () => {
    const ended = await runCompiled({ ...circleProgram, segmentTimeout: 50 }, { n: 1 }, { steps: {} })
    expect(ended).toMatchObject({ status: "failed", error: { _tag: "SegmentTimedOut", workflow: "circle" } })
    expect(await runCompiled(circleProgram, { n: 0 }, { steps: {} })).toMatchObject({ output: "ended" })
  })

  it("refuses a limit of nothing", async () => {
    const engine = createEngine({ database: await newDatabase(), workflows, segmentTimeout: 0 })
    await expect(engine).rejects.toMatchObject({ _tag: "InvalidDuration" })
  })
})
