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

/** Says what breaks, and how. */
export const forgery = (breaks: string, what: string, forge: Forgery["forge"]): Forgery => ({ breaks, what, forge })

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

const letter: History["end"]["letters"][number] = {
  id: 1,
  runId: "nobody",
  runAt: 0,
  frame: "main",
  waitId: "call#1",
  workflow: "tour",
  version: "1",
  tenant: "",
  step: "call",
  tag: "Error",
  fingerprint: "0",
  firstFailedAt: 0,
  lastFailedAt: 0,
  times: 1,
  handled: false,
  status: "dead",
  replayAt: null,
  replayRun: null,
  request: null,
  resumable: false,
  isPart: false,
}

const failedWithStep = (run: StoredRun): StoredRun => ({
  ...run,
  row: { ...run.row, status: "failed", error: "no" },
  steps: run.steps.map((step, at) => (at === 0 ? { ...step, status: "failed", error: "no" } : step)),
})

const timer: StoredRun["timers"][number] = { runId: "tour", frame: "main", waitId: "sleep#1", kind: "sleep", dueAt: 0 }

const request: StoredRun["inbox"][number] = {
  seq: 99,
  runId: "tour",
  id: "cancel:1",
  kind: "cancel",
  name: null,
  payload: encodeValue({ force: false }, "cancellation"),
  options: null,
  acceptedAt: 0,
  reached: null,
  processedRev: null,
  processedAt: null,
}

const call: History["end"]["events"][number] = {
  seq: 98,
  runId: "",
  id: "sent:call",
  name: "call",
  payload: encodeValue({ line: 1, weight: 1 }, "payload"),
  acceptedAt: 0,
  settled: true,
  reached: 0,
  refusal: null,
}

const listening: StoredRun["waits"][number] = {
  runId: "tour",
  frame: "main",
  waitId: "call#1",
  number: 1,
  name: "call",
  site: "call",
  key: JSON.stringify(["number 1"]),
  given: null,
  onTimeout: null,
  dueAt: null,
  after: null,
  trouble: null,
  openedAt: 0,
}

const link: NonNullable<StoredRun["link"]> = {
  runId: "child",
  kind: "child",
  parentId: "tour",
  parentAt: 0,
  parentWait: "child#1",
  rootId: "tour",
  rootAt: 0,
  depth: 1,
  entry: null,
  refusal: null,
  at: 0,
  ended: false,
}

const strand: StoredRun["strands"][number] = {
  frame: "main",
  groupId: "fork#1",
  item: 0,
  name: null,
  waitId: "fork#1/0#2",
  within: null,
  status: "running",
  startedAt: 0,
  endedAt: null,
  payload: null,
}

const lock: StoredRun["locks"][number] = {
  seq: 1,
  key: "till",
  runId: "tour",
  frame: "main",
  waitId: "mutex#1",
  granted: true,
}

/** Every invariant, broken in each way that it knows of. */
export const forgeries: readonly Forgery[] = [
  forgery("I10", "a dead letter is of nothing", (sound) => ({ ...sound, end: { ...sound.end, letters: [letter] } })),
  forgery("I10", "a run has failed with a step, and nobody is told", (sound) => ({
    ...sound,
    end: { ...sound.end, runs: sound.end.runs.map((run) => (isTour(run) ? failedWithStep(run) : run)) },
  })),
  forgery("I1", "a start that was lost", (sound) => ({
    ...sound,
    told: [...sound.told, { kind: "started", run: "lost" }],
  })),
  forgery("I1", "a start that was lost, and made again", (sound) => ({
    ...sound,
    observations: sound.observations.map((seen) => ({ ...seen, runs: seen.runs.filter((run) => !isTour(run)) })),
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
  ofRun("I1", "a start that is stored twice", ({ transitions }) => ({
    transitions: [...transitions.slice(0, 1), ...transitions],
  })),
  ofRun("I2", "a transition without a cause", ({ transitions }) => ({
    transitions: transitions.map((each) => ({ ...each, movedBy: null })),
  })),
  ofRun("I2", "a transition that is not there", ({ transitions }) => ({ transitions: transitions.toSpliced(1, 1) })),
  ofRun("I2", "a request that was taken by no transition", ({ row }) => ({
    inbox: [{ ...request, runId: row.id, processedRev: row.rev + 1 }],
  })),
  ofRun("I2", "a transition that was lost", ({ row }) => ({ row: { ...row, rev: row.rev - 1 } })),
  ofRun("I3", "a wrong result", ({ detail }) => ({ detail: { ...detail, output: "wrong" } })),
  ofRun("I3", "a call too many", ({ steps }) => ({
    steps: [...steps, ...steps.slice(-1).map((step) => ({ ...step, waitId: "ring#99" }))],
  })),
  ofRun("I3", "a call with another input", ({ steps }) => ({
    steps: steps.map((step, at) => (at === 0 ? { ...step, input: encodeValue({ door: 99 }, "input") } : step)),
  })),
  ofRun("I3", "a result that came in another order", ({ transitions: [start, second, third, ...rest] }) => ({
    transitions: [start, third, second, ...rest].filter((each) => each !== undefined),
  })),
  ofRun("I3", "a branch that was lost", ({ detail }) => ({
    detail: { ...detail, branches: detail.branches.slice(0, -1) },
  })),
  ofRun("I3", "an end that came of nothing", ({ transitions }) => ({ transitions: transitions.slice(0, -1) })),
  forgery("I3", "a snapshot that is another run's", (sound) => ({
    ...sound,
    observations: sound.observations.map((seen) => ({
      ...seen,
      runs: seen.runs.map((run, at, all) => ({ ...run, frame: all.at(at - 1)?.frame })),
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
  ofRun("I5", "a sleep that ended early", ({ transitions }) => ({
    transitions: transitions.map((each) => (each.movedBy?.kind === "timer" ? { ...each, at: 0 } : each)),
  })),
  forgery("I5", "a retry that came early", (sound) => ({
    ...sound,
    effects: sound.effects.map((effect) => ({ ...effect, at: effect.attempt > 1 ? 0 : effect.at })),
  })),
  ofRun("I6", "a timer that was left behind", () => ({ timers: [timer] })),
  ofRun("I6", "a lock that was not given back", () => ({ locks: [lock] })),
  ofRun("I6", "a step that was left open", ({ steps }) => ({
    steps: steps.map((step) => ({ ...step, endedAt: null })),
  })),
  ofRun("I6", "a request that nobody settled", ({ row, inbox }) => ({
    inbox: [...inbox, { ...request, runId: row.id }],
  })),
  forgery("I7", "a result that the run never heard of", (sound) => ({
    ...sound,
    observations: sound.observations.map((seen) => ({
      ...seen,
      runs: seen.runs.map((run) => ({
        ...run,
        steps: run.steps.map((step) => ({ ...step, status: "completed" as const, output: "1" })),
      })),
    })),
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
  forgery("I1", "an event that was lost", (sound) => ({
    ...sound,
    told: [{ kind: "asked to send", run: "call" }, { kind: "sent", run: "call" }, ...sound.told],
    end: { ...sound.end, told: sound.end.told + 2 },
  })),
  forgery("I1", "an event that nobody sent", (sound) => ({ ...sound, end: { ...sound.end, events: [call] } })),
  forgery("I8", "an event that a run waits for, and does not take", (sound) => ({
    ...sound,
    observations: sound.observations.map((seen) => ({
      ...seen,
      events: [call],
      runs: seen.runs.map((run) => ({ ...run, waits: [listening] })),
    })),
  })),
  ofRun("I6", "a wait for an event that was left behind", () => ({ waits: [listening] })),
  ofRun("I9", "a child whose start was lost", () => ({ links: [link] })),
  forgery("I9", "a child that was never told that its parent has ended", (sound) => ({
    ...sound,
    end: {
      ...sound.end,
      accepted: ["child"],
      runs: sound.end.runs.map((run) => (isTour(run) ? { ...run, links: [link] } : run)),
    },
  })),
  ofRun("I9", "a strand that was left at work", () => ({ strands: [strand] })),
  ofRun("I9", "a parent that never heard of the end", ({ row }) => ({
    link: { ...link, runId: row.id, parentId: "another", ended: true },
  })),
  ofRun("I9", "an end of which its link knows nothing", ({ row }) => ({
    link: { ...link, runId: row.id, kind: "detached", parentId: "another" },
  })),
  ofRun("I8", "a run that was forgotten", ({ row }) => ({ row: { ...row, status: "running", endedAt: null } })),
]
