import { decodeValue } from "@statewright/model"
import { type CacheSelection, isSelected } from "@statewright/store"
import type { History, Observation, StoredRun } from "../history/history.ts"
import { stepOf } from "../history/program-of.ts"
import type { Effect } from "../log/effect-log.ts"
import type { Invariant } from "./invariant.ts"
import { keyOf } from "./key-of.ts"

/** Who asks for the same at the same time, or later, gets the same, and nobody what was invalidated before. */
export const cache: Invariant = {
  name: "I11 all who ask for one key get one answer, which is computed again only once it is over or was invalidated",
  judge: (history) =>
    [...Map.groupBy(answersOf(history), ({ asked }) => asked).values()].flatMap((answers) => {
      const kept = answers.filter(isKept).toSorted((a, b) => a.step.endedAt - b.step.endedAt)
      return [
        ...answers.flatMap((answer) => strange(answer, answers)),
        ...computedAgain(kept, history.end),
        ...answers.flatMap((answer) => outdated(answer, kept, history.end)),
      ]
    }),
}

/** A call of a cached step that has its answer. */
interface Answer {
  readonly run: StoredRun
  readonly step: StoredRun["steps"][number] & { readonly endedAt: number; readonly output: string }
  readonly key: string
  /** What it asked for, and for whom. */
  readonly asked: string
  /** The attempt that the answer comes from: it names it. */
  readonly by: string
  readonly effect: Effect | undefined
}

const answersOf = ({ effects, end }: History): readonly Answer[] => {
  const seen = new Map(effects.map((effect) => [`${effect.key} ${effect.attempt}`, effect]))
  return end.runs.flatMap((run) =>
    run.steps.flatMap((step): readonly Answer[] => {
      const { name, endedAt, output, status, input } = step
      if (stepOf(run.row.workflow, name)?.cache === undefined) return []
      if (status !== "completed" || endedAt === null || output === null) return []
      const by = String(decodeValue(output))
      const asked = JSON.stringify([run.row.tenant, name, input])
      return [{ run, step: { ...step, endedAt, output }, key: keyOf(run, step), asked, by, effect: seen.get(by) }]
    }),
  )
}

/** It has run itself, and its run was there to hear of it: what comes later is kept for nobody else. */
const isKept = ({ run, step }: Answer): boolean =>
  step.cachedAt === null &&
  run.transitions.some(({ movedBy }) => movedBy?.kind === "step" && movedBy.waitId === step.waitId)

/** Answers belong to the attempt that they come from, of a call for the same, of the same tenant. */
const strange = ({ key, step, by, effect }: Answer, answers: readonly Answer[]): string[] => {
  if (effect === undefined) return [`${key} got an answer of ${by}, which nobody saw.`]
  if (step.cachedAt === null) return by === `${key} ${step.attempt}` ? [] : [`${key} ran, and got the answer of ${by}.`]
  return answers.some((other) => isKept(other) && other.by === by)
    ? []
    : [`${key} got an answer of ${by}, which has come to nothing, or was asked for something else.`]
}

/** A call that was at work while its run rested, or failed, is done again by itself. */
const hasRested = ({ run }: Answer): boolean =>
  run.inbox.some(({ kind }) => kind === "resume") ||
  run.transitions.some(({ movedBy }) => movedBy?.kind === "reopen" || movedBy?.kind === "park")

/** The answer before was of no use any more. */
const isOver = ({ run, step }: Answer, after: Answer): boolean =>
  after.step.endedAt >= step.endedAt + (stepOf(run.row.workflow, step.name)?.cache?.ttl ?? Infinity)

const computedAgain = (kept: readonly Answer[], end: Observation): string[] =>
  kept.flatMap((after, at) => {
    const before = kept[at - 1]
    if (before === undefined || hasRested(before) || hasRested(after) || isOver(before, after)) return []
    const from = Math.min(before.step.startedAt, after.step.startedAt)
    if (invalidatedAt(after, end).some((time) => time >= from && time <= after.step.endedAt)) return []
    return [`${after.key} was computed, although ${before.key} had been, and nobody had invalidated it.`]
  })

/** An answer that had been replaced, or invalidated, before it was asked for. */
const outdated = (answer: Answer, kept: readonly Answer[], end: Observation): string[] => {
  const { step, effect, key, by } = answer
  const from = kept.find((other) => other.by === by)
  if (effect === undefined || from === undefined || from.key === key) return []
  const times = invalidatedAt(answer, end)
  const newer = kept.find(
    (other) =>
      other.step.endedAt > from.step.endedAt &&
      other.step.endedAt < step.startedAt &&
      !times.some((time) => time >= other.step.startedAt && time <= other.step.endedAt),
  )
  const since = times.find((time) => time > effect.at && time < step.startedAt)
  return [
    ...(newer === undefined ? [] : [`${key} got the answer of ${by}, which ${newer.by} had replaced.`]),
    ...(since === undefined ? [] : [`${key} got the answer of ${by}, which had been invalidated.`]),
  ]
}

/** When answers for this were invalidated. */
const invalidatedAt = ({ run, step }: Answer, { invalidations }: Observation): readonly number[] =>
  invalidations.flatMap(({ processedAt, payload }) => {
    const selection = decodeValue(payload ?? "") as CacheSelection // the engine wrote it
    const { item } = decodeValue(step.input) as { readonly item: number } // what prices are asked for
    const entry = { tenant: run.row.tenant, step: step.name, label: String(item), tags: [] }
    return processedAt !== null && isSelected(selection, entry) ? [processedAt] : []
  })
