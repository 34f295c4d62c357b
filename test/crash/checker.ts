import { isDeepStrictEqual } from "node:util"
import { endedRun } from "../acceptance/ended.ts"
import type { Effect } from "./effect-log.ts"
import { expectedBranches } from "./expected-tours.ts"
import type { History, StoredRun } from "./history.ts"
import { napMillis, retryMillis } from "./tour-times.ts"

/** A promise that a history breaks, and where. */
export interface Violation {
  readonly invariant: Invariant
  readonly what: string
}

/** What every history must keep, whoever was killed when. */
export type Invariant = keyof typeof invariants

/** Judges a history by every invariant. */
export const violationsOf = (history: History): readonly Violation[] =>
  Object.entries(invariants).flatMap(([invariant, judge]) =>
    // `Object.entries` forgets the names.
    judge(history).map((what) => ({ invariant: invariant as Invariant, what })),
  )

type Judge = (history: History) => readonly string[]

const acknowledged: Judge = ({ told, end }) =>
  told.flatMap(({ kind, run }) => {
    const stored = end.runs.filter(({ row }) => row.id === run)
    const starts = stored[0]?.inbox.filter(({ kind }) => kind === "start") ?? []
    const status = stored[0]?.row.status
    const once = stored.length === 1 && starts.length === 1
    if (!once) return [`Run ${run}, which a caller was told of, is not stored once.`]
    // A parked run may go on.
    return kind === "started" || kind === "parked" || kind === status
      ? []
      : [`A caller was told that run ${run} has ${kind}; it is ${status}.`]
  })

const transitionsWithoutHoles: Judge = ({ end }) =>
  end.runs.flatMap(({ row, inbox }) => {
    // A retry starts an attempt, and leaves the run where it is.
    const causes = inbox.filter(({ kind }) => kind !== "retry").map(({ processedRev }) => processedRev)
    const wanted = Array.from({ length: row.rev }, (_, at) => at + 1)
    return isDeepStrictEqual(new Set(causes), new Set<number | null>(wanted))
      ? []
      : [`Run ${row.id} stands at ${row.rev}; its inbox moved it to ${causes.join(", ")}.`]
  })

const asThePlainFunction: Judge = ({ end, expected }) =>
  end.runs.flatMap(({ row, detail }) =>
    isDeepStrictEqual(endedRun(detail), expected.get(row.id))
      ? []
      : [`Run ${row.id} did not end as its workflow does.`],
  )

const effectsOnce: Judge = ({ effects, end, kills }) =>
  end.runs.flatMap((run) =>
    run.steps.flatMap((step) => {
      const key = keyOf(run, step)
      const seen = effects.filter((effect) => effect.key === key).map(({ attempt }) => attempt)
      const cutOff = step.attempt - 1 - run.attempts.filter((failed) => keyOf(run, failed) === key).length
      return [
        ...(seen.at(-1) === step.attempt
          ? []
          : [`${key} ended with attempt ${step.attempt}; the world saw ${seen.join(", ")}.`]),
        ...(new Set(seen).size === seen.length ? [] : [`An attempt at ${key} ran twice: ${seen.join(", ")}.`]),
        ...(cutOff <= kills ? [] : [`${cutOff} attempts at ${key} were cut off by ${kills} kills.`]),
      ]
    }),
  )

const noFinishedStepAgain: Judge = ({ effects, observations }) =>
  observations.flatMap(({ runs, effects: until }) => {
    const later = new Set(effects.slice(until).map(({ key }) => key))
    const finished = runs.flatMap((run) =>
      run.steps.filter(({ endedAt }) => endedAt !== null).map((step) => keyOf(run, step)),
    )
    return finished.filter((key) => later.has(key)).map((key) => `${key} was stored as ended, and ran again.`)
  })

const oneKeyForAllAttempts: Judge = ({ effects }) => {
  // A tour never calls a step twice with the same input.
  const calls = Map.groupBy(effects, ({ run, step, input }) => `${step}(${input}) of ${run}`)
  return [...calls].flatMap(([call, seen]) => {
    const keys = new Set(seen.map(({ key }) => key))
    return keys.size === 1 ? [] : [`${call} had the keys ${[...keys].join(", ")}.`]
  })
}

const noTimerEarly: Judge = ({ effects, end }) =>
  end.runs.flatMap((run) => [...earlyWakes(run), ...earlyRetries(run, effects)])

/** While a tour sleeps only the step that it began early moves it: the transition before is the one that set the timer. */
const earlyWakes = ({ row, inbox }: StoredRun): string[] =>
  inbox.flatMap(({ id, kind, acceptedAt, processedRev }) => {
    const before = inbox
      .filter((each) => (each.processedRev ?? Infinity) < (processedRev ?? 0) && !each.id.includes("park#"))
      .toSorted((a, b) => (a.processedRev ?? 0) - (b.processedRev ?? 0))
      .at(-1)
    const slept = acceptedAt - (before?.acceptedAt ?? 0)
    return kind === "timer" && slept < napMillis ? [`${id} of run ${row.id} fired after ${slept} ms.`] : []
  })

const earlyRetries = (run: StoredRun, effects: readonly Effect[]): string[] =>
  run.attempts.flatMap((failed) => {
    const key = keyOf(run, failed)
    const next = effects.find((effect) => effect.key === key && effect.attempt > failed.attempt)
    if (next === undefined) return []
    const waited = next.at - failed.startedAt
    return waited < (delays.get(next.step) ?? 0) ? [`${key} was tried again after ${waited} ms.`] : []
  })

const delays: ReadonlyMap<string, number> = new Map(Object.entries(retryMillis))

const endedRunsAreClosed: Judge = ({ observations, end }) =>
  [...observations, end].flatMap(({ runs }) =>
    runs.flatMap(({ row, steps, timers, frames, inbox }) => {
      if (row.endedAt === null) return []
      const open = [
        ...steps.filter(({ endedAt }) => endedAt === null).map(({ waitId }) => `step ${waitId}`),
        ...timers.map(({ waitId }) => `timer ${waitId}`),
        ...inbox.filter(({ processedRev }) => processedRev === null).map(({ id }) => `inbox row ${id}`),
        ...(frames === 0 ? [] : ["a frame"]),
      ]
      return open.map((what) => `Run ${row.id} has ended, and still has ${what}.`)
    }),
  )

const tablesAgree: Judge = ({ observations, end }) =>
  [...observations, end].flatMap(({ runs }) =>
    runs.flatMap(({ row, steps, inbox, frames }) => {
      const ids = new Set(inbox.map(({ id }) => id))
      const unheard = steps.filter(
        ({ frame, waitId, status }) =>
          (status === "completed" || status === "failed") !== ids.has(`step:${frame}/${waitId}`),
      )
      return [
        ...unheard.map(
          ({ waitId, status }) =>
            `Step ${waitId} of run ${row.id} is ${status}, and the run ${status === "completed" ? "never" : "already"} heard of it.`,
        ),
        ...((row.endedAt === null) === frames > 0 ? [] : [`Run ${row.id} is ${row.status}, with ${frames} frames.`]),
      ]
    }),
  )

const allEnded: Judge = ({ end }) =>
  end.runs
    .filter(({ row }) => row.endedAt === null)
    .map(({ row }) => `Run ${row.id} is ${row.status}, and nobody works on it any more.`)

const oneProcessAtATime: Judge = ({ effects }) => {
  const turns = effects.map(({ pid }) => pid).filter((pid, at, all) => pid !== all[at - 1])
  return turns.length === new Set(turns).size ? [] : [`Processes took turns: ${turns.join(", ")}.`]
}

const branchesOnce: Judge = ({ observations, end }) =>
  [...observations, end].flatMap(({ runs }) =>
    runs.flatMap(({ row, detail }) => {
      const took = detail.branches.map(({ condition, took, times }) => `${condition}: ${took} x${times}`)
      const expected = expectedBranches(detail.input as { readonly doors: number }) // a tour's
      const isSound = isDeepStrictEqual(took, row.endedAt === null ? expected.slice(0, took.length) : expected)
      return isSound ? [] : [`Run ${row.id}, which is ${row.status}, took the branches ${took.join(", ")}.`]
    }),
  )

const keyOf = (
  { row }: StoredRun,
  { frame, waitId }: { readonly frame: string; readonly waitId: string },
): Effect["key"] => `${row.id}/${frame}/${waitId}`

const invariants = {
  "I1 what a caller was told is stored, once": acknowledged,
  "I2 a run's transitions are 1 to n, without a hole": transitionsWithoutHoles,
  "I3 a run ends as the plain function does, by the same calls": asThePlainFunction,
  "I4 an attempt runs at most once, and only the last one ends the step": effectsOnce,
  "I5 a step that is stored as ended never runs again": noFinishedStepAgain,
  "I6 all attempts of a call have one key": oneKeyForAllAttempts,
  "I7 no timer fires before it is due": noTimerEarly,
  "I8 an ended run has nothing open": endedRunsAreClosed,
  "I9 the tables agree at every moment": tablesAgree,
  "I10 every run ends": allEnded,
  "I11 one process at a time runs steps": oneProcessAtATime,
  "I12 every branch is recorded once, in order": branchesOnce,
} as const satisfies Record<string, Judge>
