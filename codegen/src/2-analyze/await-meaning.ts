import type { JoinPolicy } from "@statewright/model"

import type { ts } from "../1-read/syntax.ts"
import type { BegunCall, ChainedCall, DirectCall, KnownHelper, PromiseValue } from "./given-function.ts"

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
    case "event":
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
