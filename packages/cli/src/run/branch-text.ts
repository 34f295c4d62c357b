import type { BranchInfo } from "@statewright/runtime"

import type { Paint } from "../screen/paint.ts"
import { printableLine } from "../screen/printable.ts"

/** So many branches on end are shown; a loop that turns without a step may take any number. */
const most = 20

/** The branches that were taken between two steps, one line each. */
export const branchLines = (branches: readonly BranchInfo[], paint: Paint): readonly string[] => {
  const shown = branches.slice(-most)
  const more = branches.length - shown.length
  return [
    ...(more === 0 ? [] : [paint.dim(`... ${more} more branches, which --json shows`)]),
    ...shown.flatMap((branch) => [
      ...(branch.leftOut === undefined ? [] : [paint.dim(`... ${branch.leftOut} branches that are not kept`)]),
      branchLine(branch, paint),
    ]),
  ]
}

const branchLine = (branch: BranchInfo, paint: Paint): string => {
  const { took, place, procedure, call, times } = branch
  const often = times === 1 ? "" : `, ${times} times`
  const helper = call === undefined ? "" : `, in ${procedure}() of ${call}`
  return `${printableLine(questionText(branch))} -> ${paint.cyan(printableLine(took))}${often} ${paint.dim(printableLine(`(${place}${helper})`))}`
}

const questionText = ({ by, condition }: BranchInfo): string => {
  switch (by) {
    case "if":
    case "switch":
    case "while":
    case "for":
      return `${by} (${condition})`
    case "do":
      return `do while (${condition})`
    case "?:":
      return `${condition} ? :`
    case "&&":
    case "||":
    case "??":
      return `${condition} ${by}`
    case "?.":
      return `${condition}?.`
    case "default":
      return `default ${condition}`
  }
}
