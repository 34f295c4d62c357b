import type { GroupInfo, StrandInfo } from "@statewright/runtime"

import { errorLine } from "../payload/payload-text.ts"
import type { Paint } from "../screen/paint.ts"
import { printableLine } from "../screen/printable.ts"
import { lengthText } from "../screen/time-text.ts"
import { strandStatusText } from "./status-text.ts"
import { withinText } from "./within-text.ts"

/** So many branches are shown one by one; of more, those that failed or are at work. */
const most = 20

/** The groups of a run, with their branches. */
export const groupLines = (groups: readonly GroupInfo[], now: number, paint: Paint): readonly string[] =>
  groups.flatMap(({ wait, strands }) => {
    const shown =
      strands.length <= most
        ? strands
        : strands.filter(({ status }) => status === "failed" || status === "running").slice(0, most)
    return [
      `${printableLine(wait)}${insideText(strands)}  ${countsText(strands)}`,
      ...shown.map((strand) => `  ${strandLine(strand, now, paint)}`),
      ...(shown.length === strands.length
        ? []
        : [paint.dim(`  ... and ${strands.length - shown.length} more, which --json shows`)]),
    ]
  })

/** A group that a branch of another one has begun. */
const insideText = ([first]: readonly StrandInfo[]): string =>
  first?.within === undefined ? "" : ` in ${withinText(first.within)}`

const countsText = (strands: readonly StrandInfo[]): string =>
  [...Map.groupBy(strands, ({ status }) => status)].map(([status, { length }]) => `${length} ${status}`).join(", ")

const strandLine = (strand: StrandInfo, now: number, paint: Paint): string => {
  const { item, name, status, startedAt, endedAt, error } = strand
  const why = error === undefined ? "" : `: ${errorLine(error)}`
  const took = paint.dim(`${endedAt === undefined ? "for" : "after"} ${lengthText((endedAt ?? now) - startedAt)}`)
  return `${printableLine(name ?? String(item))}  ${strandStatusText(status, paint)} ${took}${why}`
}
