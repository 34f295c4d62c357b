import type { UseVerb } from "@statewright/model"

import { bareExpression } from "../1-read/bare-expression.ts"
import { type HandleCall, handleCallOf } from "../1-read/handle-call.ts"
import { ts } from "../1-read/syntax.ts"
import type { Diagnostic } from "../diagnostic/diagnostic.ts"
import type { AwaitMeaning } from "./await-meaning.ts"
import { type Around, functionFor } from "./group-members.ts"
import { misused } from "./refused-handle.ts"

type HandleMeaning = Extract<AwaitMeaning, { kind: "handle" | "use" }>

/** `pool()` and `barrier(3)`. */
export const madeHandle = (word: string, call: ts.CallExpression): HandleMeaning | undefined =>
  word === "pool" || word === "barrier" ? { kind: "handle", call, of: word, passed: call.arguments } : undefined

/** What a call asks of a scope, a pool or a barrier, or why it cannot be seen; `undefined` if it is none of theirs. */
export const handleUse = (call: ts.CallExpression, around: Around): HandleMeaning | Diagnostic | undefined => {
  const asked = handleCallOf(call, around.checker)
  const verb = asked && verbOf(asked)
  if (asked === undefined || verb === undefined) return undefined
  if (call.questionDotToken !== undefined || ts.isOptionalChain(call) || call.arguments.some(ts.isSpreadElement)) {
    return misused(call, "plainly")
  }
  const { handle } = asked
  const [first, ...others] = call.arguments
  if (verb !== "add" && verb !== "until") return { kind: "use", call, verb, handle, passed: call.arguments }
  if (first === undefined || isNothing(first)) return { kind: "use", call, verb, handle, passed: others }
  const helper = functionFor(first, verb, around)
  return helper === undefined
    ? misused(first, "unseen")
    : { kind: "use", call, verb, handle, passed: others, helper, handed: [bareExpression(first)] }
}

const verbOf = ({ word, method }: HandleCall): UseVerb | undefined => {
  switch (word) {
    case "Scope":
      return method === "cancel" ? "stop" : undefined
    case "Barrier":
      return method === "arrive" ? method : undefined
    case "Pool":
      return method === "add" || method === "until" || method === "complete" || method === "cancel" ? method : undefined
    case "Mutex":
      return undefined
  }
}

/** Whether it is done once it is asked, and gives no promise. */
export const isDoneAtOnce = (meaning: AwaitMeaning | undefined): boolean =>
  meaning?.kind === "handle" || (meaning?.kind === "use" && (meaning.verb === "add" || meaning.verb === "stop"))

const isNothing = (node: ts.Expression): boolean => ts.isIdentifier(node) && node.text === "undefined"
