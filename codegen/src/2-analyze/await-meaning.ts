import type { JoinPolicy } from "@statewright/model"

import { bareExpression } from "../1-read/bare-expression.ts"
import { calleeOf } from "../1-read/callee.ts"
import { helperOf } from "../1-read/helper-source.ts"
import { placeOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import { type ChainCall, chainCallOf } from "./chained-call.ts"
import { isArray } from "./array-type.ts"
import { isConstant, namesConstants } from "./constant-argument.ts"
import { foreignPromise, isThenable, refusedCallback } from "./foreign-promise.ts"
import {
  type BegunCall,
  type ChainedCall,
  codeOfHelper,
  type DirectCall,
  givenFor,
  type KnownHelper,
  type PromiseValue,
} from "./given-function.ts"
import { begunCall, calledHelper, isOfModule, type Looking } from "./begun-call.ts"
import { partThatMayThrow } from "./may-throw.ts"
import { mutationOf } from "./mutation.ts"

/** `items.map((item) => call(item))`: one for each item. */
export interface EachCall {
  /** `items.map(...)` */
  readonly map: ts.CallExpression
  /** What is begun for one item; of `items.map(helper)` the helper alone. */
  readonly inner: BegunCall | KnownHelper
}

/** What an `await` waits for, or what is begun without one. */
export type AwaitMeaning =
  | BegunCall
  | {
      readonly kind: "join"
      readonly policy: JoinPolicy
      readonly call: ts.CallExpression
      readonly branches: readonly DirectCall[]
    }
  /** `parallel(items.map((item) => call(item)))` */
  | ({ readonly kind: "each"; readonly policy: JoinPolicy; readonly call: ts.CallExpression } & EachCall)
  /** `Promise.race(promises)`, of promises that were begun before. */
  | {
      readonly kind: "gather"
      readonly policy: JoinPolicy
      readonly call: ts.CallExpression
      readonly list: ts.Expression
    }
  | PromiseValue
  /** `items.map((item) => call(item))`, not awaited. */
  | ({ readonly kind: "many"; readonly call: ts.CallExpression } & EachCall)

/** The calls that something waits for, or begins. */
export const begunCallsOf = (meaning: AwaitMeaning): readonly DirectCall[] => {
  switch (meaning.kind) {
    case "step":
    case "call":
    case "sleep":
    case "chain":
      return [meaning]
    case "through":
      return begunCallsOf(meaning.inner)
    case "each":
    case "many":
      return "kind" in meaning.inner ? begunCallsOf(meaning.inner) : []
    case "join":
      return meaning.branches.flatMap(begunCallsOf)
    case "gather":
    case "promise":
      return []
  }
}

/** A direct call of a step. */
export type StepCall = Extract<BegunCall, { kind: "step" }>

/** The calls of steps that something waits for, or begins. */
export const stepCallsOf = (meaning: AwaitMeaning): readonly StepCall[] =>
  begunCallsOf(meaning)
    .map(firstOf)
    .filter((call) => call.kind === "step")

/** The chained calls that something waits for, or begins. */
export const chainsIn = (meaning: AwaitMeaning): readonly ChainedCall[] => begunCallsOf(meaning).flatMap(chainsOf)

const chainsOf = (begun: DirectCall | PromiseValue): readonly ChainedCall[] =>
  begun.kind === "chain" ? [...chainsOf(begun.of), begun] : []

/** What a chain of calls begins with. */
export const firstOf = (begun: DirectCall): Exclude<DirectCall, ChainedCall> | PromiseValue => {
  const first = begun.kind === "chain" ? begun.of : begun
  return first.kind === "chain" ? firstOf(first) : first
}

/** What is evaluated before a call begins anything. */
export const operandsOf = (begun: DirectCall): readonly ts.Expression[] => {
  const first = firstOf(begun)
  return first.kind === "promise" ? [first.value] : first.passed
}

/** The helpers that run because of it. */
export const helpersOf = (meaning: AwaitMeaning): readonly KnownHelper[] => {
  const each = meaning.kind === "each" || meaning.kind === "many" ? meaning.inner : undefined
  const passed = each !== undefined && !("kind" in each) ? [each] : []
  return [...passed, ...begunCallsOf(meaning).flatMap(helpersOfCall)]
}

const helpersOfCall = (call: DirectCall | PromiseValue): readonly KnownHelper[] => {
  if (call.kind === "call") return [call.helper]
  return call.kind === "chain" ? [...helpersOfCall(call.of), ...call.callbacks.map(({ helper }) => helper)] : []
}

/** What became of a promise in the author's code. */
export interface Judged {
  readonly meaning?: AwaitMeaning
  /** The calls that make promises and are taken care of, right or wrong. */
  readonly calls: readonly ts.Node[]
  readonly refusal?: Diagnostic
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
      return refuse("Calling another workflow", "Call the steps of the other workflow here.")
    case "word":
      if (callee.word === "parallel") return joinOf("parallel", call, at)
      return undefined
    case "promise":
      return isPolicy(callee.method) ? joinOf(callee.method, call, at) : undefined
    case "other":
      return manyOf(call, at)
  }
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
  return begun.kind === "chain" ? [begun.call, ...callsOf(begun.of)] : [begun.call]
}

/** A branch of a join that evaluates nothing which begins something. */
const branchCall = (call: ts.CallExpression, at: Looking): BegunCall | undefined => {
  const begun = begunCall(call, at)
  const first = begun === undefined || begun.kind === "through" ? undefined : firstOf(begun)
  return first?.kind === "promise" && !ts.isIdentifier(bareExpression(first.value)) ? undefined : begun
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

/**
 * The branches of a join that may begin all at once: nothing can be seen of when the arguments of the later ones are
 * evaluated. A helper runs as soon as it is called, so only the arguments of the first may be anything, and no step may
 * come after it: it would begin before what the helper begins, and could be given what the helper has changed.
 */
const directBranches = ({ elements }: ts.ArrayLiteralExpression, at: Looking): readonly DirectCall[] | undefined => {
  const { checker } = at
  const branches: DirectCall[] = []
  for (const [index, element] of elements.entries()) {
    const bare = bareExpression(element)
    const branch = ts.isCallExpression(bare) ? branchCall(bare, at) : undefined
    if (branch === undefined || branch.kind === "through") return undefined
    const hasRunBefore = branches.some((each) => firstOf(each).kind === "call")
    const isFixed = firstOf(branch).kind !== "step" && operandsOf(branch).every((each) => isConstant(each, checker))
    if (hasRunBefore && !isFixed) return undefined
    if (index > 0 && operandsOf(branch).some((part) => partThatMayThrow(part, checker) !== undefined)) {
      return undefined
    }
    branches.push(branch)
  }
  return branches
}

const manyOf = (call: ts.CallExpression, at: Looking): Judged | undefined => {
  const each = eachOf(call, at)
  if (each !== undefined && "code" in each) return { calls: callsIn(call), refusal: each }
  return each === undefined
    ? undefined
    : { meaning: { kind: "many", call, ...each }, calls: [call, ...innerCalls(each)] }
}

const innerCalls = ({ inner }: EachCall): readonly ts.Node[] => ("kind" in inner ? callsOf(inner) : [])

/** `items.map((item) => call(item))` over an array, with an expression that cannot fail for one item after another has begun. */
const eachOf = (map: ts.CallExpression, at: Looking): EachCall | Diagnostic | undefined => {
  const { checker, scope } = at
  if (ts.isOptionalChain(map) || !ts.isPropertyAccessExpression(map.expression)) return undefined
  const { name, expression: items } = map.expression
  const [callback] = map.arguments
  if (name.text !== "map" || map.arguments.length !== 1 || callback === undefined) return undefined
  if (!isArray(checker.getTypeAtLocation(items), checker)) return undefined
  const given = givenFor(bareExpression(callback), scope, checker)
  if (given?.kind === "helper") return { map, inner: given.helper }
  const helper = helperOf(callback, checker)
  if (helper !== undefined) return { map, inner: calledHelper(helper, [], at) }
  if (!ts.isArrowFunction(callback) || ts.isBlock(callback.body)) return undefined
  const bare = bareExpression(callback.body)
  const inner = ts.isCallExpression(bare) ? branchCall(bare, at) : undefined
  if (inner === undefined) return undefined
  if (inner.kind === "through" || isGivenOwn(inner)) return refusedEach(callback)
  // The callbacks of a chain are handed its parameters as they are.
  const isFixed = callback.parameters.every(({ name }) => namesConstants(name, checker))
  if (inner.kind === "chain" && !isFixed) return undefined
  const mayThrow = [...callback.parameters, ...operandsOf(inner)].some(
    (part) => partThatMayThrow(part, checker) !== undefined,
  )
  return mayThrow || !isSameInAnyOrder(inner, checker) ? refusedEach(callback) : { map, inner }
}

/** All of them are begun at once, from arguments that were evaluated before. */
const refusedEach = (callback: ts.ArrowFunction): Diagnostic => {
  const parameters = callback.parameters.map((parameter) => parameter.getText()).join(", ")
  const text = `async (${parameters}) => await ${bareExpression(callback.body as ts.Expression).getText()}` // it is no block
  return diagnostic("SW2001", placeOf(callback), {
    construct: "A callback that begins something with what may fail, or change, before the next one is begun",
    remedy: `Compile it by itself: \`${text.length > 80 ? "async (...) => await ..." : text}\`.`,
  })
}

const callsIn = (node: ts.Node): readonly ts.Node[] => {
  const found: ts.Node[] = ts.isCallExpression(node) ? [node] : []
  ts.forEachChild(node, (child) => void found.push(...callsIn(child)))
  return found
}

/** Whether a helper is given functions that would have to see what the callback of one item sees. */
const isGivenOwn = (inner: DirectCall): boolean => {
  const first = firstOf(inner)
  return (
    first.kind === "call" &&
    [...first.helper.given.values()].some(({ kind, node }) => kind !== "step" && isInside(node, first.call))
  )
}

const isInside = (node: ts.Node, outer: ts.Node): boolean =>
  ts.findAncestor(node, (above) => above === outer) !== undefined

/** Whether the arguments for one item are the same, though the helper has already begun for those before it. */
const isSameInAnyOrder = (inner: DirectCall, checker: ts.TypeChecker): boolean => {
  const first = firstOf(inner)
  return (
    first.kind !== "call" ||
    first.passed.every(
      (argument) =>
        isConstant(argument, checker) ||
        (namesConstants(argument, checker) &&
          !codeOfHelper(first.helper).some((code) => mayChangeObjects(code, checker))),
    )
  )
}

/** Whether a helper, as far as its text and that of what it calls says, may change an object around it. */
const mayChangeObjects = (node: ts.Node, checker: ts.TypeChecker): boolean =>
  mutationOf(node, checker).kind !== "none" ||
  (ts.forEachChild(node, (child) => mayChangeObjects(child, checker) || undefined) ?? false)
