/** One call of a step, as its times go. */
export interface Span {
  readonly startedAt: number
  /** When the attempt at work, or the last one, started. */
  readonly attemptAt: number
  /** Absent while it is open. */
  readonly endedAt?: number
  readonly failures: readonly { readonly startedAt: number; readonly endedAt: number }[]
}

/** The time that a timeline is wide. */
export interface Scale {
  readonly from: number
  readonly to: number
  /** In characters. */
  readonly width: number
}

/** What the characters of a timeline mean. */
export const timelineKey = "= at work   x failed attempt   . waits for a retry   > goes on"

/** The times of one call of a step as a line of text. */
export const timeline = ({ startedAt, attemptAt, endedAt, failures }: Span, { from, to, width }: Scale): string => {
  const cell = (at: number): number =>
    Math.min(width - 1, Math.max(0, Math.floor(((at - from) / Math.max(1, to - from)) * width)))
  const cells: string[] = Array.from({ length: width }, () => " ")
  const draw = (start: number, end: number, mark: string): void => void cells.fill(mark, cell(start), cell(end) + 1)
  draw(startedAt, endedAt ?? to, ".")
  if (failures.every((failure) => attemptAt >= failure.endedAt)) draw(attemptAt, endedAt ?? to, "=")
  for (const failure of failures) draw(failure.startedAt, failure.endedAt, "x")
  if (endedAt === undefined) cells[cell(to)] = ">"
  return `|${cells.join("")}|`
}
