import { createEngine } from "@statewright/runtime"
import type { Engine, Run } from "@statewright/runtime"
import type { Program } from "@statewright/runtime/machine"
import type { Workflow } from "statewright"
import { runCompiled, runInline } from "@statewright/testing"
import { expect } from "vitest"
import { endedRun, endedTest } from "./ended.ts"
import type { Ended } from "./ended.ts"
import { steps, workflows } from "./generated/index.ts"
import { interruptedRun } from "./interrupted-run.ts"
import { newDatabase } from "./new-database.ts"
import { stepStubs } from "./step-stubs.ts"

/** One run, told to each who can run it. */
export interface Case<Input, Output> {
  readonly program: Program<Workflow<Input, Output, unknown>>
  readonly input: NoInfer<Input>
  readonly start: (engine: Engine<typeof workflows>) => Promise<Run<unknown>>
}

/** Runs it in every way there is, and answers how it ended as the plain function, which all others must equal. */
export const everyWay = async <Input, Output>({ program, input, start }: Case<Input, Output>): Promise<Ended> => {
  const stubs = stepStubs(steps)
  const native = endedTest(await runInline(program.workflow, input, { steps: stubs }))
  for (const mode of ["memory", "roundtrip", "duplicate"] as const) {
    expect(endedTest(await runCompiled(program, input, { steps: stubs, mode })), mode).toEqual(native)
  }
  await using engine = await createEngine({ database: await newDatabase(), workflows, durability: "normal" })
  const run = await start(engine)
  await run.outcome()
  expect(endedRun(await run.info()), "by the engine").toEqual(native)
  expect(endedRun(await interruptedRun(start)), "by an engine that is closed within every step").toEqual(native)
  return native
}
