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
import { countCommits } from "./count-commits.ts"
import { inPairs } from "./in-pairs.ts"
import { killedRun } from "./killed-run.ts"
import { play } from "./play.ts"
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

  it("goes on after a kill in every state", async () => {
    const killedIn = new Set<string | null>()
    for (const [index, each] of played) {
      const { value, commits } = await countCommits(async () => play(await mkdtemp(join(folder, "whole-")), each))
      expectEnd(each, value)
      const kills = Array.from({ length: commits }, (_, before) => before + 1)
      for (const killed of await inPairs(kills, (after) => killedRun(index, after))) {
        killedIn.add(killed.state)
        expectEnd(each, killed.ended)
      }
    }
    expect([...killedIn]).toEqual(expect.arrayContaining([...waitStates(name)]))
  })
})

/** Each step's own code. */
const stubs: Stubs = Object.fromEntries(
  // What a step is given has been parsed by its schema.
  Object.entries(steps).map(([name, { definition }]) => [name, (input: never) => definition.run(input, context)]),
)
