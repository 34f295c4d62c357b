import { placeOf } from "../1-read/place-of.ts"
import type { ts } from "../1-read/syntax.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import type { GroupCall } from "./given-function.ts"
import { atLeastOf, numberOf, optionsOf } from "./group-options.ts"

/** Refuses a group that could never be joined, as far as it is written out. */
export const refusedJoin = (group: GroupCall, checker: ts.TypeChecker): readonly Diagnostic[] => {
  const { word, members, options, call } = group
  const refuse = (at: ts.Node, problem: string, remedy: string): readonly Diagnostic[] => [
    diagnostic("SW2306", placeOf(at), { word, problem, remedy }),
  ]
  if ((word === "fork" || word === "race") && members.length === 0) {
    return refuse(call, "has no branches", "Give it at least one; what goes over a list is `forEach`.")
  }
  const { join, maxParallelism } = optionsOf(options, checker)
  const wanted = join && atLeastOf(join, checker)
  const need = wanted && numberOf(wanted, checker)
  if (wanted !== undefined && need !== undefined) {
    if (!isCount(need)) return refuse(wanted, `asks for ${need} of its branches`, "Ask for a whole number, 1 or more.")
    if (word !== "forEach" && need > members.length) {
      return refuse(wanted, `has ${members.length}, and asks for ${need}`, "Ask for at most as many as there are.")
    }
  }
  const limit = maxParallelism && numberOf(maxParallelism, checker)
  if (maxParallelism === undefined || limit === undefined || isCount(limit)) return []
  return refuse(maxParallelism, `has a \`maxParallelism\` of ${limit}`, "Allow a whole number at once, 1 or more.")
}

const isCount = (number: number): boolean => Number.isSafeInteger(number) && number >= 1
