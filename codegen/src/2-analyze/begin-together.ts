import type { ts } from "../1-read/syntax.ts"
import { begunMembersOf, firstOf, operandsOf } from "./await-meaning.ts"
import { isConstant } from "./constant-argument.ts"
import type { DirectCall } from "./given-function.ts"
import { partThatMayThrow } from "./may-throw.ts"

/**
 * Whether nothing can be seen of when the arguments of a call are evaluated, though calls before it have begun by then.
 * A helper runs as soon as it is called, so behind one the arguments must be constants; neither a step, a validation nor a wait for an
 * event may come after it: that would begin before what the helper begins, and could be given what the helper has changed.
 */
export const mayBeginBehind = (
  call: DirectCall,
  { isFirst, hasRun }: { readonly isFirst: boolean; readonly hasRun: boolean },
  checker: ts.TypeChecker,
): boolean => {
  const first = firstOf(call)
  const operands = operandsOf(call)
  const asks =
    ["step", "validate", "event", "run"].includes(first.kind) ||
    (first.kind === "group" && begunMembersOf(first).length > 0)
  if (hasRun && (asks || !operands.every((each) => isConstant(each, checker)))) return false
  return isFirst || operands.every((part) => partThatMayThrow(part, checker) === undefined)
}
