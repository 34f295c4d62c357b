import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { RunDetail } from "@statewright/runtime"
import type { Registry } from "@statewright/runtime/machine"
import { runCompiled, runInline, type SentEvents, type Stubs } from "@statewright/testing"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { steps, workflows } from "../src/generated/index.ts"
import type { Case } from "./case.ts"
import { cases } from "./cases.ts"
import { keptCommits } from "./kept-commits.ts"
import { killedRun } from "./killed-run.ts"
import { play } from "./play.ts"
import { storedState } from "./stored-state.ts"
import { waitStates } from "./wait-states.ts"

let folder = ""
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "statewright-pattern-"))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const expectEnd = ({ outputs = [], ends }: Case, { status, output }: Pick<RunDetail, "status" | "output">) => {
  expect(status).toBe(ends ?? "completed")
  if (ends === undefined) expect(outputs).toContainEqual(output)
}

const sent = ({ events = [] }: Case): SentEvents => {
  const byName: Record<string, unknown[]> = {}
  for (const { name, payload, after } of events) (byName[name] ??= []).push({ after: after ?? 0, payload })
  return byName
}

const context = { attempt: 1, idempotencyKey: "stubbed", runId: "stubbed", signal: new AbortController().signal }

const programs: Registry = workflows

describe.each(Object.entries(programs))("W.1 %s", (name, program) => {
  const played = [...cases.entries()].filter(([, { workflow }]) => workflow === name)

  it("runs alike as a function and as a machine", async () => {
    const inTime = played.filter(([, { cancelAfter }]) => cancelAfter === undefined)
    expect(inTime).not.toHaveLength(0)
    for (const [, each] of inTime) {
      const options = { steps: stubs, events: sent(each) }
      // The case says what fits.
      const native = await runInline(program.workflow, each.input as never, options)
      expectEnd(each, { output: undefined, ...native })
      for (const mode of ["memory", "roundtrip", "duplicate"] as const) {
        const compiled = await runCompiled(program, each.input as never, { ...options, mode })
        // What names the runs that it begins is theirs alone.
        expect({ ...compiled, runs: [] }).toEqual({ ...native, runs: [] })
      }
    }
  })

  it("goes on from what is left of it by a kill in every state", async () => {
    const leftIn = new Set<string | null>()
    for (const [index, each] of played) {
      const whole = await mkdtemp(join(folder, "whole-"))
      const { value, kept } = await keptCommits(whole, () => play(whole, each))
      expectEnd(each, value)
      for (const left of kept) {
        leftIn.add(await storedState(left))
        expectEnd(each, await play(left, each))
      }
      // One that is really killed, in the midst of it.
      expectEnd(each, await killedRun(await mkdtemp(join(folder, "killed-")), index, Math.ceil(kept.length / 2)))
    }
    expect([...leftIn]).toEqual(expect.arrayContaining([...waitStates(name)]))
  })
})

/** Each step's own code. */
const stubs: Stubs = Object.fromEntries(
  // What a step is given has been parsed by its schema.
  Object.entries(steps).map(([name, { definition }]) => [name, (input: never) => definition.run(input, context)]),
)
