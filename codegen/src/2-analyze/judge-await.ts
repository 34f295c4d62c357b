import type { JoinPolicy } from "@statewright/model"

import { bareExpression } from "../1-read/bare-expression.ts"
import { calleeOf } from "../1-read/callee.ts"
import { eventSourceOf } from "../1-read/event-source.ts"
import { placeOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import { type AwaitMeaning, begunMembersOf, type EachCall } from "./await-meaning.ts"
import { aroundOf, begunCall, detachOf, groupOf, isOfModule, type Looking } from "./begun-call.ts"
import { type ChainCall, chainCallOf } from "./chained-call.ts"
import { foreignPromise, isThenable, refusedCallback } from "./foreign-promise.ts"
import type { BegunCall, GroupCall, PromiseValue } from "./given-function.ts"
import { handleUse, madeHandle } from "./handle-use.ts"
import { misused } from "./refused-handle.ts"
import { validationSourceOf } from "../1-read/validation-source.ts"
import { directBranches, eachOf } from "./join-branches.ts"
import { refusedChild } from "./run-call.ts"

/** What became of a promise in the author's code. */
export interface Judged {
  readonly meaning?: AwaitMeaning
  /** The calls that make promises and are taken care of, right or wrong. */
  readonly calls: readonly ts.Node[]
  readonly refusal?: Diagnostic
  /** Of a call that is refused: the functions that it is given, and what may be the names of such. */
  readonly handed?: readonly ts.Node[]
}

/** Judges what an `await` waits for by what its callee is, and refuses what a run cannot wait for. */
export const meaningOfAwait = (node: ts.AwaitExpression, at: Looking): Judged => {
  const { checker } = at
  const operand = bareExpression(node.expression)
  const direct = ts.isCallExpression(operand) ? meaningOfCall(operand, at) : undefined
  if (direct !== undefined) return direct
  // A call is judged where it stands.
  if (!ts.isCallExpression(operand) && (isNoPromise(operand, checker) || isOfModule(operand, checker))) {
    return { calls: [operand], refusal: foreignPromise(operand, checker) }
  }
  return { meaning: { kind: "promise", value: node.expression }, calls: [] }
}

const isNoPromise = (operand: ts.Expression, checker: ts.TypeChecker): boolean => {
  const { flags } = checker.getTypeAtLocation(operand)
  return (flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) === 0 && !isThenable(operand, checker)
}

/** Judges a call by itself; `undefined` if it begins nothing that a run knows of. */
export const meaningOfCall = (call: ts.CallExpression, at: Looking): Judged | undefined => {
  const { checker } = at
  const begun = begunCall(call, at)
  if (begun !== undefined) return { meaning: begun, calls: callsOf(begun) }
  const chain = chainCallOf(call, checker)
  if (chain !== undefined) return refusedChain(chain, at)
  const callee = calleeOf(call, checker)
  const refuse = (construct: string, remedy: string): Judged => ({
    calls: [call],
    refusal: diagnostic("SW2001", placeOf(call), { construct, remedy }),
  })
  switch (callee.kind) {
    case "step":
    case "helper":
      return refuse("A call with `?.` or a spread argument", "Call it with plain arguments.")
    case "unknown-step":
      return refuse(
        "Calling a step through a variable",
        "Call an exported step by its name, and choose between steps with `if`.",
      )
    case "child":
      return { calls: [call], refusal: refusedChild(call, callee.child) }
    case "word":
      if (callee.word === "waitForEvent") return refusedSource(eventSourceOf(call, checker), call)
      if (callee.word === "validate") return refusedSource(validationSourceOf(call, checker), call)
      if (callee.word === "mutex") return { calls: [call], refusal: misused(call, "kept") }
      return (
        refusedGroup(callee.word, call, at) ??
        (callee.word === "parallel" ? joinOf("parallel", call, at) : undefined) ??
        judgedHandle(madeHandle(callee.word, call), call)
      )
    case "promise":
      return isPolicy(callee.method) ? joinOf(callee.method, call, at) : undefined
    case "handle":
      return refusedGroup("mutex", call, at) ?? judgedHandle(handleUse(call, aroundOf(at)), call)
    case "other":
      return manyOf(call, at)
  }
}

const judgedHandle = (asked: ReturnType<typeof handleUse>, call: ts.CallExpression): Judged | undefined => {
  if (asked === undefined) return undefined
  return "code" in asked ? { calls: callsIn(call), refusal: asked } : { meaning: asked, calls: [call] }
}

const refusedSource = (read: object | Diagnostic, call: ts.CallExpression): Judged | undefined =>
  "code" in read ? { calls: [call], refusal: read } : undefined

const refusedGroup = (word: string, call: ts.CallExpression, at: Looking): Judged | undefined => {
  const group = word === "detach" ? detachOf(call, at) : groupOf(word, call, at)
  if (group === undefined || !("code" in group)) return undefined
  return { calls: callsIn(call), refusal: group, handed: call.arguments.flatMap(functionsIn) }
}

const isPolicy = (method: string): method is Exclude<JoinPolicy, "parallel"> =>
  method === "all" || method === "allSettled" || method === "race" || method === "any"

const refusedChain = (chain: ChainCall, at: Looking): Judged => {
  const receiver = bareExpression(chain.receiver)
  const before = ts.isCallExpression(receiver) ? meaningOfCall(receiver, at) : undefined
  if (before?.refusal !== undefined) return { calls: [chain.call, ...before.calls], refusal: before.refusal }
  return { calls: [chain.call], refusal: refusedCallback(chain, at.checker) }
}

/** The calls of a chain, and the call that it begins with. */
const callsOf = (begun: BegunCall | PromiseValue): readonly ts.Node[] => {
  if (begun.kind === "promise") return []
  if (begun.kind === "group") return [...groupCalls(begun), ...begunMembersOf(begun).flatMap(callsOf)]
  return begun.kind === "chain" ? [begun.call, ...callsOf(begun.of)] : [begun.call]
}

/** `mutex("desk").run(...)` are two. */
const groupCalls = ({ word, call }: GroupCall): readonly ts.Node[] => {
  const callee = bareExpression(call.expression)
  return word === "mutex" && ts.isPropertyAccessExpression(callee) ? [call, bareExpression(callee.expression)] : [call]
}

const joinOf = (policy: JoinPolicy, call: ts.CallExpression, at: Looking): Judged => {
  const [list] = call.arguments
  if (list === undefined || call.arguments.length !== 1 || ts.isSpreadElement(list)) {
    const name = policy === "parallel" ? "parallel" : `Promise.${policy}`
    const remedy = `Write \`${name}([first(a), second(b)])\`.`
    return {
      calls: [call],
      refusal: diagnostic("SW2001", placeOf(call), { construct: `\`${name}\` without one list`, remedy }),
    }
  }
  const array = bareExpression(list)
  const each = ts.isCallExpression(array) ? eachOf(array, at) : undefined
  if (each !== undefined && "code" in each) return { calls: callsIn(call), refusal: each }
  if (each !== undefined) {
    return { meaning: { kind: "each", policy, call, ...each }, calls: [call, array, ...innerCalls(each)] }
  }
  const branches = ts.isArrayLiteralExpression(array) ? directBranches(array, at) : undefined
  return branches === undefined
    ? { meaning: { kind: "gather", policy, call, list }, calls: [call] }
    : { meaning: { kind: "join", policy, call, branches }, calls: [call, ...branches.flatMap(callsOf)] }
}

const manyOf = (call: ts.CallExpression, at: Looking): Judged | undefined => {
  const each = eachOf(call, at)
  if (each !== undefined && "code" in each) return { calls: callsIn(call), refusal: each }
  return each === undefined
    ? undefined
    : { meaning: { kind: "many", call, ...each }, calls: [call, ...innerCalls(each)] }
}

const innerCalls = ({ inner }: EachCall): readonly ts.Node[] => ("kind" in inner ? callsOf(inner) : [])

const functionsIn = (node: ts.Node): readonly ts.Node[] => {
  if (ts.isFunctionLike(node) || ts.isIdentifier(node)) return [node]
  const found: ts.Node[] = []
  ts.forEachChild(node, (child) => void found.push(...functionsIn(child)))
  return found
}

const callsIn = (node: ts.Node): readonly ts.Node[] => {
  const found: ts.Node[] = ts.isCallExpression(node) ? [node] : []
  ts.forEachChild(node, (child) => void found.push(...callsIn(child)))
  return found
}
