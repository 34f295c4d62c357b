import { createEngine } from "@statewright/runtime"
import { beforeAll, describe, expect, it } from "vitest"
import { violationsOf } from "./checker.ts"
import type { Invariant } from "./checker.ts"
import { effectsVariable } from "./effect-log.ts"
import { expectedTours } from "./expected-tours.ts"
import { workflows } from "./generated/index.ts"
import { historyOf } from "./history.ts"
import type { History, StoredRun } from "./history.ts"
import { newSite } from "./site.ts"
import { noteTold } from "./told-log.ts"

let sound: History

/** A history in which all went well, and nobody was killed. */
beforeAll(async () => {
  const site = await newSite()
  process.env[effectsVariable] = site.effects
  const run = { id: "tour", doors: 2 }
  {
    await using engine = await createEngine({ database: site.database, workflows })
    await (await engine.workflows.tour.start({ doors: run.doors }, { id: run.id })).result()
    delete process.env[effectsVariable]
    noteTold(site.told, { kind: "completed", run: run.id })
  }
  sound = await historyOf(site, { kills: 0, observations: [], expected: await expectedTours([run]) })
})

/** The same history with its run forged. */
const withRun = (forge: (run: StoredRun) => Partial<StoredRun>): History => ({
  ...sound,
  end: { ...sound.end, runs: sound.end.runs.map((run) => ({ ...run, ...forge(run) })) },
})

const forgeries: readonly (readonly [Invariant, string, () => History])[] = [
  [
    "I1 what a caller was told is stored, once",
    "a start that was lost",
    () => ({ ...sound, told: [{ kind: "started", run: "lost" }] }),
  ],
  [
    "I1 what a caller was told is stored, once",
    "an end that was told otherwise",
    () => ({ ...sound, told: [{ kind: "failed", run: "tour" }] }),
  ],
  [
    "I2 a run's transitions are 1 to n, without a hole",
    "a transition without a cause",
    () => withRun(({ inbox }) => ({ inbox: inbox.filter(({ kind }) => kind !== "timer") })),
  ],
  [
    "I3 a run ends as the plain function does, by the same calls",
    "a wrong result",
    () => withRun(({ detail }) => ({ detail: { ...detail, output: "wrong" } })),
  ],
  [
    "I3 a run ends as the plain function does, by the same calls",
    "a call too many",
    () => withRun(({ detail }) => ({ detail: { ...detail, steps: [...detail.steps, ...detail.steps.slice(-1)] } })),
  ],
  [
    "I4 an attempt runs at most once, and only the last one ends the step",
    "an attempt that ran twice",
    () => ({ ...sound, effects: [...sound.effects, ...sound.effects.slice(-1)] }),
  ],
  [
    "I4 an attempt runs at most once, and only the last one ends the step",
    "an effect that was lost",
    () => ({ ...sound, effects: sound.effects.slice(0, -1) }),
  ],
  [
    "I4 an attempt runs at most once, and only the last one ends the step",
    "more attempts than kills",
    () => withRun(() => ({ attempts: [] })),
  ],
  [
    "I5 a step that is stored as ended never runs again",
    "a finished step that ran again",
    () => ({ ...sound, observations: [{ ...sound.end, effects: sound.effects.length - 1 }] }),
  ],
  [
    "I6 all attempts of a call have one key",
    "a key that changed between attempts",
    () => ({
      ...sound,
      effects: sound.effects.map((effect) => (effect.attempt > 1 ? { ...effect, key: `${effect.key}'` } : effect)),
    }),
  ],
  [
    "I7 no timer fires before it is due",
    "a sleep that ended early",
    () =>
      withRun(({ inbox }) => ({ inbox: inbox.map((row) => (row.kind === "timer" ? { ...row, acceptedAt: 0 } : row)) })),
  ],
  [
    "I7 no timer fires before it is due",
    "a retry that came early",
    () => ({ ...sound, effects: sound.effects.map((effect) => ({ ...effect, at: 0 })) }),
  ],
  ["I8 an ended run has nothing open", "a timer that was left behind", () => withRun(() => ({ timers: [timer] }))],
  [
    "I8 an ended run has nothing open",
    "a step that was left open",
    () => withRun(({ steps }) => ({ steps: steps.map((step) => ({ ...step, endedAt: null })) })),
  ],
  [
    "I9 the tables agree at every moment",
    "a result that the run never heard of",
    () => withRun(({ inbox }) => ({ inbox: inbox.filter(({ kind }) => kind !== "step") })),
  ],
  [
    "I10 every run ends",
    "a run that was forgotten",
    () => withRun(({ row }) => ({ row: { ...row, status: "running", endedAt: null }, frames: 1 })),
  ],
  [
    "I11 one process at a time runs steps",
    "a process that came back",
    () => ({ ...sound, effects: sound.effects.map((effect, at) => ({ ...effect, pid: at % 2 })) }),
  ],
  [
    "I12 every branch is recorded once, in order",
    "a branch that was lost",
    () => withRun(({ detail }) => ({ detail: { ...detail, branches: detail.branches.slice(0, -1) } })),
  ],
  [
    "I12 every branch is recorded once, in order",
    "a branch that stands there twice",
    () =>
      withRun(({ detail }) => ({
        detail: { ...detail, branches: [...detail.branches.slice(0, 1), ...detail.branches] },
      })),
  ],
]

const timer: StoredRun["timers"][number] = { runId: "tour", frame: "main", waitId: "sleep#1", kind: "sleep", dueAt: 0 }

describe("the checker", () => {
  it("finds nothing wrong with a sound history", () => {
    expect(sound.effects.length).toBeGreaterThan(6)
    expect(violationsOf(sound)).toEqual([])
  })

  it.each(forgeries)("N.2 sees that %s: %s", (invariant, _, forge) => {
    expect(violationsOf(forge()).map((found) => found.invariant)).toContain(invariant)
  })
})
