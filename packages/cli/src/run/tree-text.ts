import type { RunTree } from "@statewright/runtime"

import { errorLine } from "../payload/payload-text.ts"
import type { Paint } from "../screen/paint.ts"
import { printableId, printableLine } from "../screen/printable.ts"
import { table } from "../screen/table.ts"
import { lengthText } from "../screen/time-text.ts"
import { statusText } from "./status-text.ts"

/** So many runs under one are shown; a run may have started thousands. */
const most = 50

interface Look {
  /** The run that is asked about, which is marked. */
  readonly shown: string
  readonly now: number
  readonly paint: Paint
}

/** A run with all that came from it, for a person: one line each. */
export const treeText = (tree: RunTree, look: Look): string =>
  drawn([row(tree, "", look), ...rowsUnder(tree.children, "", look)])

/** Runs that came from one that is not shown itself. */
export const forestText = (children: readonly RunTree[], look: Look): string => drawn(rowsUnder(children, "", look))

/** Its cells, and what went wrong; of a line that stands for many, only its text. */
interface Row {
  readonly cells: readonly string[]
  readonly note: string
}

/** What went wrong is as long as it is, and stands behind all columns. */
const drawn = (rows: readonly Row[]): string => {
  const lines = table(
    [],
    rows.map(({ cells }) => cells),
  )
  return lines
    .split("\n")
    .slice(1)
    .map((line, at) => `${line}${rows[at]?.note ?? ""}`)
    .join("\n")
}

const rowsUnder = (children: readonly RunTree[], rest: string, look: Look): readonly Row[] => {
  // Those that went wrong say more than the rest.
  const told =
    children.length <= most ? children : children.filter(({ status }) => status !== "completed").slice(0, most)
  const left = children.length - told.length
  const under = told.flatMap((child, at) => {
    const isLast = at === told.length - 1 && left === 0
    const below = `${rest}${isLast ? "   " : "|  "}`
    return [row(child, `${rest}${isLast ? "`- " : "|- "}`, look), ...rowsUnder(child.children, below, look)]
  })
  const more = { cells: [], note: look.paint.dim(`${rest}\`- ... and ${left} more, which --json shows`) }
  return left === 0 ? under : [...under, more]
}

const row = (tree: RunTree, before: string, { shown, now, paint }: Look): Row => {
  const { id, kind, workflow, status, wait, entry, refusal, error = refusal, at, endedAt } = tree
  const name = printableLine(workflow ?? "no longer kept")
  const what = entry === undefined ? name : `${name} ${printableLine(entry)}()`
  const how = kind === undefined ? "" : wait === undefined ? kind : `${kind} of ${printableLine(wait)}`
  const ran = lengthText((endedAt ?? now) - at)
  const cells = [
    `${paint.dim(before)}${id === shown ? paint.bold(printableId(id)) : printableId(id)}`,
    what,
    refusal === undefined ? (status === undefined ? "" : statusText(status, paint)) : paint.red("not started"),
    status === undefined || refusal !== undefined ? "" : `${endedAt === undefined ? "for" : "in"} ${ran}`,
    paint.dim(how),
  ]
  return { cells, note: error === undefined ? "" : `: ${errorLine(error)}` }
}
