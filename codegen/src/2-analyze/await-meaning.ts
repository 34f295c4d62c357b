import type { JoinPolicy, UseVerb } from "@statewright/model"

import type { ts } from "../1-read/syntax.ts"
import type {
  BegunCall,
  ChainedCall,
  DirectCall,
  GroupCall,
  KnownHelper,
  PromiseValue,
  RunCall,
} from "./given-function.ts"

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
  /** A pool or a barrier that is made. */
  | {
      readonly kind: "handle"
      readonly call: ts.CallExpression
      readonly of: "pool" | "barrier"
      readonly passed: readonly ts.Expression[]
    }
  /** What is asked of a scope, a pool or a barrier. */
  | {
      readonly kind: "use"
      readonly call: ts.CallExpression
      readonly verb: UseVerb
      readonly handle: ts.Expression
      readonly passed: readonly ts.Expression[]
      readonly helper?: KnownHelper
      /** The expressions that are functions for it, and no values. */
      readonly handed?: readonly ts.Node[]
    }
  /** `items.map((item) => call(item))`, not awaited. */
  | ({ readonly kind: "many"; readonly call: ts.CallExpression } & EachCall)

/** The calls that something waits for, or begins, with those that are members of a group. */
export const begunCallsOf = (meaning: AwaitMeaning): readonly DirectCall[] =>
  waitedCallsOf(meaning).flatMap((call) => {
    const first = firstOf(call)
    return first.kind === "group" ? [call, ...begunMembersOf(first).flatMap(begunCallsOf)] : [call]
  })

/** The calls that something waits for, or begins; a group is one of them, whatever its members are. */
export const waitedCallsOf = (meaning: AwaitMeaning): readonly DirectCall[] => {
  switch (meaning.kind) {
    case "step":
    case "validate":
    case "call":
    case "sleep":
    case "event":
    case "chain":
    case "group":
    case "run":
      return [meaning]
    case "through":
      return waitedCallsOf(meaning.inner)
    case "each":
    case "many":
      return "kind" in meaning.inner ? waitedCallsOf(meaning.inner) : []
    case "join":
      return meaning.branches
    case "gather":
    case "promise":
    case "handle":
    case "use":
      return []
  }
}

/** The members of a group that have begun before it. */
export const begunMembersOf = ({ members }: GroupCall): readonly DirectCall[] =>
  members.flatMap((member) => (member.kind === "begun" ? [member.begun] : []))

/** The functions that a group calls. */
export const functionsOfGroup = ({ members, body }: GroupCall): readonly KnownHelper[] => [
  ...members.flatMap((member) => (member.kind === "function" ? [member.helper] : [])),
  ...(body === undefined ? [] : [body]),
]

/** A direct call of a step. */
export type StepCall = Extract<BegunCall, { kind: "step" }>

/** The calls of steps that something waits for, or begins, with those that validate. */
export const stepCallsOf = (meaning: AwaitMeaning): readonly StepCall[] =>
  begunCallsOf(meaning)
    .map(firstOf)
    .flatMap((call) => (call.kind === "step" ? [call] : call.kind === "validate" ? call.validators : []))

/** The calls that begin other runs. */
export const runCallsOf = (meaning: AwaitMeaning): readonly RunCall[] =>
  begunCallsOf(meaning)
    .map(firstOf)
    .filter((call) => call.kind === "run")

/** The chained calls that something waits for, or begins. */
export const chainsIn = (meaning: AwaitMeaning): readonly ChainedCall[] => begunCallsOf(meaning).flatMap(chainsOf)

const chainsOf = (begun: DirectCall | PromiseValue): readonly ChainedCall[] =>
  begun.kind === "chain" ? [...chainsOf(begun.of), begun] : []

/** The groups that something waits for, or begins. */
export const groupsIn = (meaning: AwaitMeaning): readonly GroupCall[] =>
  begunCallsOf(meaning)
    .map(firstOf)
    .filter((call) => call.kind === "group")

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
  const used = meaning.kind === "use" && meaning.helper !== undefined ? [meaning.helper] : []
  return [...passed, ...used, ...begunCallsOf(meaning).flatMap(helpersOfCall)]
}

const helpersOfCall = (call: DirectCall | PromiseValue): readonly KnownHelper[] => {
  if (call.kind === "call") return [call.helper]
  if (call.kind === "group") return functionsOfGroup(call)
  if (call.kind === "run") return call.helper === undefined ? [] : [call.helper]
  return call.kind === "chain" ? [...helpersOfCall(call.of), ...call.callbacks.map(({ helper }) => helper)] : []
}
