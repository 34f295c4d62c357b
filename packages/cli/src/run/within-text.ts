import { memberOf } from "@statewright/model"

import { printableLine } from "../screen/printable.ts"

/** The branch that a wait stands for, as its author calls it: `money`, `forEach[2]`. */
export const withinText = (wait: string): string => {
  const member = memberOf(wait)
  if (member === undefined) return printableLine(wait)
  const group = wait.slice(0, wait.indexOf("#"))
  return printableLine(member.name ?? `${group.slice(group.lastIndexOf("/") + 1)}[${member.at}]`)
}
