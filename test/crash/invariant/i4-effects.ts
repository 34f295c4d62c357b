import type { History, StoredRun } from "../history/history.ts"
import type { Effect } from "../log/effect-log.ts"
import { stepOf } from "../history/program-of.ts"
import { epochAt } from "../log/lead-log.ts"
import type { Lead } from "../log/lead-log.ts"
import type { Invariant } from "./invariant.ts"
import { isBuiltIn } from "./is-built-in.ts"
import { keyOf } from "./key-of.ts"

/**
 * Steps are done at least once, and again only where the attempt before failed, or its process lost the lead, by its
 * death or by being frozen.
 */
export const effects: Invariant = {
  name: "I4 each effect happens, and again only after a failure, a crash or a fence",
  judge: (history) => [
    ...strangers(history),
    ...twice(history),
    ...history.end.runs.flatMap((run) => run.steps.flatMap((step) => judgeCall(history, run, step))),
    ...finishedAgain(history),
  ],
}

type Call = StoredRun["steps"][number]

/** An effect of a call that is not stored happened before its commit. */
const strangers = ({ effects, end }: History): string[] => {
  const known = new Map(end.runs.flatMap((run) => run.steps.map((step) => [keyOf(run, step), step] as const)))
  return effects.flatMap(({ key, step, attempt }) => {
    const call = known.get(key)
    if (call === undefined || call.name !== step) return [`${step} ran as ${key}, and no such call is stored.`]
    return attempt > call.attempt ? [`Attempt ${attempt} at ${key} ran, and was not counted.`] : []
  })
}

const twice = ({ effects }: History): string[] => {
  const seen = Map.groupBy(effects, ({ key, attempt }) => `Attempt ${attempt} at ${key}`)
  return [...seen].filter(([, times]) => times.length > 1).map(([what, { length }]) => `${what} ran ${length} times.`)
}

const judgeCall = ({ effects, leads }: History, run: StoredRun, call: Call): string[] => {
  const key = keyOf(run, call)
  const seen = effects.filter((effect) => effect.key === key).toSorted((a, b) => a.attempt - b.attempt)
  const failed = new Set(run.attempts.filter((each) => keyOf(run, each) === key).map(({ attempt }) => attempt))
  const last = seen.find(({ attempt }) => attempt === call.attempt)
  const hasEnded = call.status === "completed" || call.status === "failed"
  return [
    ...(hasEnded && last === undefined && !endsUntried(run, call)
      ? [`${key} ended with attempt ${call.attempt}, which nobody saw.`]
      : []),
    ...(last !== undefined && isOfFenced(last, call, leads)
      ? [`${last.by} ran ${key} after it had lost the lead.`]
      : []),
    ...seen.flatMap((effect, at) => {
      const next = seen[at + 1]
      if (next === undefined || hasReason(effect, next, { failed, leads, run })) return []
      return [`Attempt ${next.attempt} at ${key} ran, and ${effect.attempt} had neither failed nor been cut off.`]
    }),
  ]
}

/** Whether a call may end with an attempt whose code never ran: policies may, and what is the framework's own tells nobody. */
const endsUntried = ({ row }: StoredRun, call: Call): boolean => {
  const { name, attempt, endedBy } = call
  const isAnsweredByOthers = attempt === 0 && stepOf(row.workflow, name)?.cache !== undefined
  return isAnsweredByOthers || isBuiltIn(call) || endedBy === "deadline" || endedBy === "circuit-open"
}

/** That attempt was stored when another process led already, so this one began what it had not stored. */
const isOfFenced = (effect: Effect, { attemptAt, refused }: Call, leads: readonly Lead[]): boolean => {
  // The next one was turned away and is not counted, but for its time.
  if (refused > 0) return false
  const epoch = epochAt(leads, effect)
  const next = leads.find((lead) => lead.epoch > epoch)
  return next !== undefined && epoch > 0 && attemptAt > next.at
}

const hasReason = (
  { attempt, ...before }: Effect,
  after: Effect,
  {
    failed,
    leads,
    run,
  }: { readonly failed: ReadonlySet<number>; readonly leads: readonly Lead[]; readonly run: StoredRun },
): boolean => {
  for (let between = attempt; between < after.attempt; between++) if (failed.has(between)) return true
  if (epochAt(leads, after) > epochAt(leads, before)) return true
  // Somebody told it to go on; what was at work when it was parked is begun again.
  return run.inbox.some(({ kind }) => kind === "resume") || isReopened(run, 0)
}

/** Whether a run has gone on where it had failed since it stood at a `rev`: its calls are made once more. */
const isReopened = ({ transitions }: StoredRun, since: number): boolean =>
  transitions.some(({ movedBy, rev }) => movedBy?.kind === "reopen" && rev > since)

/** A frozen process may wake in the midst of an attempt; whoever leads never begins one that is stored as ended. */
const finishedAgain = ({ observations, effects, leads, end }: History): string[] =>
  observations.flatMap(({ runs, effects: until, at }) => {
    const later = effects.slice(until).filter((effect) => leadsThen(effect, leads, at))
    const keys = new Set(later.map(({ key }) => key))
    return runs.flatMap((run) =>
      run.steps
        .filter((step) => step.endedAt !== null && keys.has(keyOf(run, step)))
        .filter(({ status }) => status === "completed" || !hasGoneOn(end, run))
        .map((step) => `${keyOf(run, step)} was stored as ended, and ran again.`),
    )
  })

const leadsThen = (effect: Effect, leads: readonly Lead[], at: number): boolean => {
  const epoch = epochAt(leads, effect)
  return (leads.find((lead) => lead.epoch === epoch)?.at ?? 0) >= at || !leads.some((lead) => lead.epoch > epoch)
}

const hasGoneOn = ({ runs }: History["end"], { row }: StoredRun): boolean =>
  runs.some((run) => run.row.id === row.id && isReopened(run, row.rev))
