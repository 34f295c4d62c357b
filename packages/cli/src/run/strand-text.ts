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
  groups.flatMap((group) => {
    const { wait, strands } = group
    const shown =
      strands.length <= most
        ? strands
        : strands.filter(({ status }) => status === "failed" || status === "running").slice(0, most)
    return [
      `${printableLine(wait)}${insideText(strands)}  ${countsText(strands)}${askedText(group)}`,
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

/** How many there are in all, and what it asks for: ` of 10,000, 10 at once`, ` of 3, asks for a majority (2)`. */
const askedText = ({ word, total, window, need }: GroupInfo): string => {
  if (word === undefined) return ""
  const all = total === undefined ? "" : ` of ${total.toLocaleString("en")}`
  const some = window === undefined ? "" : `, ${window.toLocaleString("en")} at once`
  return `${all}${some}${needText(word, need, total)}`
}

const needText = (word: string, need: number | undefined, total = 0): string => {
  if (need === undefined) return ""
  if (word === "race") return ", asks for the first"
  if (need === 1) return ", asks for any"
  return need === Math.floor(total / 2) + 1
    ? `, asks for a majority (${need})`
    : `, asks for ${need.toLocaleString("en")}`
}

const strandLine = (strand: StrandInfo, now: number, paint: Paint): string => {
  const { item, name, status, startedAt, endedAt, error } = strand
  const why = error === undefined ? "" : `: ${errorLine(error)}`
  const took = paint.dim(`${endedAt === undefined ? "for" : "after"} ${lengthText((endedAt ?? now) - startedAt)}`)
  return `${printableLine(name ?? String(item))}  ${strandStatusText(status, paint)} ${took}${why}`
}
