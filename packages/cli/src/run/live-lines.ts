import type { WaitRow } from "@statewright/store"

import type { Paint } from "../screen/paint.ts"
import { printableLine } from "../screen/printable.ts"
import { lengthText, momentText } from "../screen/time-text.ts"
import type { RunFacts } from "./run-event.ts"

/** What a run does at this moment, for the lower end of a terminal. */
export const liveLines = (
  { run, steps, timers, waits: awaited }: RunFacts,
  { now, paint, columns }: { readonly now: number; readonly paint: Paint; readonly columns: number },
): readonly string[] => {
  const wheel = "|/-\\".charAt(Math.floor(now / 125) % 4)
  const open = steps
    .filter(({ endedAt, status }) => endedAt === null && status === "running")
    .map(
      ({ waitId, attempt, attemptAt }) =>
        `${printableLine(waitId)} ${lengthText(now - attemptAt)}${attempt === 1 ? "" : `, attempt ${attempt}`}`,
    )
  const waits = timers
    .filter(({ kind }) => kind === "sleep" || kind === "retry")
    .map(
      ({ waitId, kind, dueAt }) =>
        `${printableLine(waitId)} ${kind === "sleep" ? "sleeps until" : "tries again at"} ${momentText(dueAt)}, in ${lengthText(dueAt - now)}`,
    )
  const ended = steps.length - steps.filter(({ endedAt }) => endedAt === null).length
  const head = `${wheel} ${lengthText(now - run.createdAt)}, ${ended} steps done`
  return [
    paint.cyan(head.slice(0, columns - 1)),
    ...[...open, ...waits, ...awaited.map(awaitedText)]
      .slice(0, most)
      .map((line) => `    ${line}`.slice(0, columns - 1)),
  ]
}

const awaitedText = ({ waitId, name }: WaitRow): string =>
  `${printableLine(waitId)} waits for event ${printableLine(name)}`

/** More lines would push away what stands above. */
const most = 8
