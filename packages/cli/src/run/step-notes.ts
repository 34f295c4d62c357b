import type { StepInfo } from "@statewright/runtime"

import { errorLine, payloadLine } from "../payload/payload-text.ts"
import type { Paint } from "../screen/paint.ts"
import { printableLine } from "../screen/printable.ts"
import { lengthText, momentText } from "../screen/time-text.ts"
import { queueText } from "./queue-text.ts"

/** The life of a step below its line: what it was answered from, what failed and when, what comes next, and what came of it. */
export const stepNotes = (step: StepInfo, now: number, paint: Paint): readonly string[] =>
  [
    ...queuedNote(step).map(paint.dim),
    ...cachedNote(step).map(paint.dim),
    ...failureNotes(step, paint),
    ...refusedNote(step),
    ...nextNote(step, now).map(paint.dim),
    ...endNote(step, paint),
    ...letterNote(step),
    ...warningNotes(step, paint),
    ...outputNote(step).map(paint.dim),
  ].map((note) => `  ${note}`)

const queuedNote = ({ queued }: StepInfo): readonly string[] => (queued === undefined ? [] : [queueText(queued)])

const cachedNote = ({ cached, startedAt, status, attempts }: StepInfo): readonly string[] => {
  if (cached === undefined) {
    const isLooking = status === "running" && attempts === 0
    return isLooking ? ["looks in the cache, or waits for another call that asked for the same"] : []
  }
  // What was stored since it began is what another call came to.
  if (cached.storedAt > startedAt) return ["answered by another call that asked for the same"]
  return [`answered from the cache, stored ${lengthText(startedAt - cached.storedAt)} before`]
}

const failureNotes = ({ failures }: StepInfo, paint: Paint): readonly string[] =>
  failures.map(
    ({ attempt, startedAt, endedAt, error }) =>
      `${paint.red(`attempt ${attempt} failed`)} after ${lengthText(endedAt - startedAt)}: ${errorLine(error)}`,
  )

const refusedNote = ({ refused }: StepInfo): readonly string[] =>
  refused === undefined ? [] : [`turned away ${refused === 1 ? "once" : `${refused} times`} by its circuit breaker`]

const nextNote = ({ nextAttemptAt, deadlineAt, attempts }: StepInfo, now: number): readonly string[] => {
  const latest = deadlineAt === undefined ? [] : [`until ${momentText(deadlineAt)} at the latest`]
  if (nextAttemptAt === undefined) return latest
  const next = nextAttemptAt <= now ? "now" : `in ${lengthText(nextAttemptAt - now)}, at ${momentText(nextAttemptAt)}`
  return [[`attempt ${attempts + 1} follows ${next}`, ...latest].join("; ")]
}

/** Its error, unless the last attempt has told it, and why no more attempts follow. */
const endNote = ({ status, failures, attempts, error, endedBy }: StepInfo, paint: Paint): readonly string[] => {
  if (status !== "failed") return []
  const why = endedBy === undefined ? "" : `: ${reasons[endedBy]}`
  const isTold = failures.some(({ attempt }) => attempt === attempts) && endedBy !== "deadline"
  if (isTold) return why === "" ? [] : [`${paint.red("failed for good")}${why}`]
  return [`${paint.red(why === "" ? "failed" : "failed for good")}${why}: ${errorLine(error)}`]
}

const reasons: Readonly<Record<NonNullable<StepInfo["endedBy"]>, string>> = {
  exhausted: "these were all its attempts",
  "not-retryable": "another attempt would be of no use",
  deadline: "its deadline was over",
  budget: "the retry budget of its run was spent",
  "circuit-open": "its circuit breaker was open",
  validation: "it does not fit its schema",
}

const letterNote = ({ letter }: StepInfo): readonly string[] =>
  letter === undefined ? [] : [`dead letter ${letter}: statewright dlq show ${letter}`]

/** How many of the issues of one validation are told; all of them are in `--json`. */
const most = 5

/** What a validation found that only warns. */
const warningNotes = ({ warnings = [] }: StepInfo, paint: Paint): readonly string[] => {
  const more = warnings.length - most
  return [
    ...warnings.slice(0, most).map(({ path, message }) => {
      const issue = path === "" ? message : `${path}: ${message}`
      return `${paint.yellow("warned")}: ${printableLine(issue)}`
    }),
    ...(more > 0 ? [paint.dim(`and of ${more} more, which --json tells`)] : []),
  ]
}

const outputNote = ({ status, output }: StepInfo): readonly string[] =>
  status === "completed" && output !== undefined ? [`-> ${payloadLine(output)}`] : []
