import { errorLine } from "../payload/payload-text.ts"
import type { Paint } from "../screen/paint.ts"
import { printableLine } from "../screen/printable.ts"
import { lengthText, momentText } from "../screen/time-text.ts"
import type { RunEvent } from "./run-event.ts"
import { statusText } from "./status-text.ts"

/** What happened, one line each; a long row of steps that simply completed is one line. */
export const eventLines = (events: readonly RunEvent[], createdAt: number, paint: Paint): readonly string[] => {
  const line = (at: number, text: string): string => `${paint.dim(lengthText(at - createdAt).padStart(9))}  ${text}`
  return rows(events).map((row) => {
    const first = row[0]
    const last = row.at(-1)
    if (first === undefined || last === undefined) return ""
    if (row.length < longRow) return line(first.at, eventText(first, paint))
    return line(last.at, `${row.length} steps ${statusText("completed", paint)}, ${waitOf(first)} to ${waitOf(last)}`)
  })
}

/** So many steps of one kind on end are told together. */
const longRow = 20

/** Events by themselves, and long rows of steps of one name that completed at the first attempt. */
const rows = (events: readonly RunEvent[]): readonly (readonly RunEvent[])[] => {
  const found: RunEvent[][] = []
  for (const event of events) {
    const row = found.at(-1)
    const before = row?.at(-1)
    if (
      row !== undefined &&
      before !== undefined &&
      isSimple(before) &&
      isSimple(event) &&
      before.step === event.step
    ) {
      row.push(event)
    } else found.push([event])
  }
  return found.flatMap((row) => (row.length < longRow ? row.map((event) => [event]) : [row]))
}

const isSimple = (event: RunEvent): event is Extract<RunEvent, { kind: "step-ended" }> =>
  event.kind === "step-ended" && event.status === "completed" && event.attempts === 1

const waitOf = (event: RunEvent): string => ("wait" in event ? printableLine(event.wait) : "")

const eventText = (event: RunEvent, paint: Paint): string => {
  const wait = waitOf(event)
  switch (event.kind) {
    case "step-started":
      return `${wait} ${paint.cyan("started")}`
    case "attempt-failed":
      return `${wait} ${paint.red(`attempt ${event.attempt} failed`)}: ${errorLine(event.error)}`
    case "retry-waits":
      return `${wait} ${paint.yellow("tries again")} at ${momentText(event.until)}`
    case "sleeps":
      return `${wait} ${paint.yellow("sleeps")} until ${momentText(event.until)}`
    case "step-ended": {
      const attempts = event.attempts === 1 ? "" : `, ${event.attempts} attempts`
      return `${wait} ${statusText(event.status, paint)} ${paint.dim(`after ${lengthText(event.took)}${attempts}`)}`
    }
    case "waits-for-event": {
      const until = event.until === undefined ? "" : ` until ${momentText(event.until)}`
      return `${wait} ${paint.yellow("waits for event")} ${printableLine(event.event)}${until}`
    }
    case "event-received":
      return `${wait} ${paint.cyan("received event")} ${printableLine(event.event)} (${printableLine(event.id)})`
    case "run-rests": {
      const why = event.reason === undefined ? "" : `: ${printableLine(event.reason)}`
      return `run ${statusText(event.status, paint)} ${paint.dim(`after ${lengthText(event.took)}`)}${why}`
    }
  }
}
