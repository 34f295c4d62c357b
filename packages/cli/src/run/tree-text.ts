import type { RunTree } from "@statewright/runtime"

import { errorLine } from "../payload/payload-text.ts"
import type { Paint } from "../screen/paint.ts"
import { printableId, printableLine } from "../screen/printable.ts"
import { statusText } from "./status-text.ts"

/** So many runs under one are shown; a run may have started thousands. */
const most = 50

/** A run with all that came from it, for a person: one line each, `shown` marked. */
export const treeText = (tree: RunTree, shown: string, paint: Paint): string =>
  treeLines(tree, { shown, paint, first: "", rest: "" }).join("\n")

interface Drawn {
  readonly shown: string
  readonly paint: Paint
  /** What stands before its own line, and before those under it. */
  readonly first: string
  readonly rest: string
}

const treeLines = (tree: RunTree, { shown, paint, first, rest }: Drawn): readonly string[] => {
  const { children } = tree
  // Those that went wrong say more than the rest.
  const told =
    children.length <= most ? children : children.filter(({ status }) => status !== "completed").slice(0, most)
  const left = children.length - told.length
  const under = told.flatMap((child, at) => {
    const isLast = at === told.length - 1 && left === 0
    return treeLines(child, {
      shown,
      paint,
      first: `${rest}${isLast ? "`- " : "|- "}`,
      rest: `${rest}${isLast ? "   " : "|  "}`,
    })
  })
  return [
    `${paint.dim(first)}${lineOf(tree, shown, paint)}`,
    ...under,
    ...(left === 0 ? [] : [paint.dim(`${rest}\`- ... and ${left} more, which --json shows`)]),
  ]
}

const lineOf = ({ id, kind, workflow, status, wait, entry, refusal }: RunTree, shown: string, paint: Paint): string => {
  const name = printableLine(workflow ?? "no longer kept")
  const what = entry === undefined ? name : `${name} ${printableLine(entry)}()`
  const how =
    kind === undefined ? "" : `  ${paint.dim(wait === undefined ? kind : `${kind} of ${printableLine(wait)}`)}`
  const state =
    refusal === undefined ? (status === undefined ? "" : statusText(status, paint)) : paint.red("not started")
  const why = refusal === undefined ? "" : `: ${errorLine(refusal)}`
  return `${id === shown ? paint.bold(printableId(id)) : printableId(id)}  ${what}  ${state}${how}${why}`
}
