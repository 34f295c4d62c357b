import { encodeValue } from "@statewright/model"
import type { History, StoredRun } from "../history/history.ts"

/** A history that breaks one invariant, made of a sound one. */
export interface Forgery {
  /** The number of the invariant. */
  readonly breaks: string
  /** What went wrong, it says. */
  readonly what: string
  readonly forge: (sound: History) => History
}

const forgery = (breaks: string, what: string, forge: Forgery["forge"]): Forgery => ({ breaks, what, forge })

/** In which the run `tour` is another one. */
const ofRun = (breaks: string, what: string, forge: (run: StoredRun) => Partial<StoredRun>): Forgery =>
  forgery(breaks, what, (sound) => ({
    ...sound,
    end: { ...sound.end, runs: sound.end.runs.map((run) => (isTour(run) ? { ...run, ...forge(run) } : run)) },
  }))

const isTour = ({ row }: StoredRun): boolean => row.id === "tour"

/** In which effects are other ones. */
const ofEffects = (what: string, forge: (effects: History["effects"]) => History["effects"]): Forgery =>
  forgery("I4", what, (sound) => ({ ...sound, effects: forge(sound.effects) }))

const timer: StoredRun["timers"][number] = { runId: "tour", frame: "main", waitId: "sleep#1", kind: "sleep", dueAt: 0 }

/** Every invariant, broken in each way that it knows of. */
export const forgeries: readonly Forgery[] = [
  forgery("I1", "a start that was lost", (sound) => ({
    ...sound,
    told: [...sound.told, { kind: "started", run: "lost" }],
  })),
  forgery("I1", "an end that was told otherwise", (sound) => ({
    ...sound,
    told: [...sound.told, { kind: "failed", run: "tour" }],
  })),
  forgery("I1", "a run that nobody asked for", (sound) => ({ ...sound, told: [] })),
  forgery("I1", "a cancellation that was lost", (sound) => ({
    ...sound,
    told: [...sound.told, { kind: "asked to cancel", run: "tour" }, { kind: "cancelling", run: "tour" }],
  })),
  ofRun("I1", "a start that is stored twice", ({ inbox }) => ({ inbox: [...inbox.slice(0, 1), ...inbox] })),
  ofRun("I2", "a transition without a cause", ({ inbox }) => ({
    inbox: inbox.filter(({ kind }) => kind !== "timer"),
  })),
  ofRun("I2", "a transition with two causes", ({ inbox }) => ({ inbox: [...inbox, ...inbox.slice(-1)] })),
  ofRun("I2", "a transition that was lost", ({ row }) => ({ row: { ...row, rev: row.rev - 1 } })),
  ofRun("I3", "a wrong result", ({ detail }) => ({ detail: { ...detail, output: "wrong" } })),
  ofRun("I3", "a call too many", ({ steps }) => ({
    steps: [...steps, ...steps.slice(-1).map((step) => ({ ...step, waitId: "ring#99" }))],
  })),
  ofRun("I3", "a call with another input", ({ steps }) => ({
    steps: steps.map((step, at) => (at === 0 ? { ...step, input: encodeValue({ door: 99 }, "input") } : step)),
  })),
  ofRun("I3", "a result that came in another order", ({ inbox }) => ({
    inbox: inbox.map((row) => ({ ...row, processedRev: row.kind === "timer" ? 2 : row.processedRev })),
  })),
  ofRun("I3", "a branch that was lost", ({ detail }) => ({
    detail: { ...detail, branches: detail.branches.slice(0, -1) },
  })),
  ofRun("I3", "an end that came of nothing", ({ inbox }) => ({ inbox: inbox.slice(0, -1) })),
  forgery("I3", "a snapshot that is another run's", (sound) => ({
    ...sound,
    observations: sound.observations.map((seen) => ({
      ...seen,
      runs: seen.runs.map((run, at, all) => ({ ...run, frames: all.at(at - 1)?.frames ?? [] })),
    })),
  })),
  ofEffects("an attempt that ran twice", (effects) => [...effects, ...effects.slice(-1)]),
  ofEffects("an effect that was lost", (effects) => effects.slice(0, -1)),
  ofEffects("an effect that nobody had stored", (effects) => [
    ...effects,
    ...effects.slice(-1).map((effect) => ({ ...effect, key: "tour/main/ring#99" })),
  ]),
  ofEffects("an attempt that was not counted", (effects) => [
    ...effects,
    ...effects.slice(-1).map((effect) => ({ ...effect, attempt: effect.attempt + 1 })),
  ]),
  ofRun("I4", "an attempt that came after none that failed", () => ({ attempts: [] })),
  forgery("I4", "a process that went on after it had lost the lead", (sound) => ({
    ...sound,
    leads: [...sound.leads, { epoch: 99, by: "there", at: 0 }],
  })),
  forgery("I4", "a finished step that ran again", (sound) => ({
    ...sound,
    observations: [{ ...sound.end, effects: sound.effects.length - 1 }],
  })),
  ofRun("I5", "a sleep that ended early", ({ inbox }) => ({
    inbox: inbox.map((row) => (row.kind === "timer" ? { ...row, processedAt: (row.processedAt ?? 0) - 20 } : row)),
  })),
  forgery("I5", "a retry that came early", (sound) => ({
    ...sound,
    effects: sound.effects.map((effect) => ({ ...effect, at: effect.attempt > 1 ? 0 : effect.at })),
  })),
  ofRun("I6", "a timer that was left behind", () => ({ timers: [timer] })),
  ofRun("I6", "a step that was left open", ({ steps }) => ({
    steps: steps.map((step) => ({ ...step, endedAt: null })),
  })),
  ofRun("I6", "a request that nobody settled", ({ inbox }) => ({
    inbox: [...inbox, ...inbox.slice(0, 1).map((row) => ({ ...row, id: "cancel:1", processedRev: null }))],
  })),
  ofRun("I7", "a result that the run never heard of", ({ inbox }) => ({
    inbox: inbox.filter(({ kind }) => kind !== "step"),
  })),
  ofRun("I7", "a step at work of which the run has heard", ({ steps }) => ({
    steps: steps.map((step) => ({ ...step, status: "running" })),
  })),
  forgery("I7", "a run that waits for what nothing will bring", (sound) => ({
    ...sound,
    observations: sound.observations.map((seen) => ({
      ...seen,
      runs: seen.runs.map((run) => ({
        ...run,
        steps: run.steps.filter(({ endedAt }) => endedAt !== null),
        timers: [],
      })),
    })),
  })),
  forgery("I7", "a run that is said to rest elsewhere", (sound) => ({
    ...sound,
    observations: sound.observations.map((seen) => ({
      ...seen,
      runs: seen.runs.map((run) => ({ ...run, row: { ...run.row, state: "elsewhere" } })),
    })),
  })),
  forgery("I7", "a damaged file", (sound) => ({ ...sound, end: { ...sound.end, damage: ["row 3 missing"] } })),
  ofRun("I8", "a run that was forgotten", ({ row }) => ({ row: { ...row, status: "running", endedAt: null } })),
]
