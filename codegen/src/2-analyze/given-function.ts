import type { GroupWord } from "@statewright/model"

import type { Callback } from "./chained-call.ts"
import type { EventSource } from "../1-read/event-source.ts"
import type { HelperFunction, HelperSource } from "../1-read/helper-source.ts"
import { ts } from "../1-read/syntax.ts"
import type { ValidationSource } from "../1-read/validation-source.ts"
import type { ChildSource, StepSource } from "../1-read/workflow-source.ts"
import { symbolOf } from "./symbol-of.ts"
import type { WhereParts } from "./where-parts.ts"

/** A procedure as its names are looked up: what functions its parameters stand for, and what stands around it. */
export interface Scope {
  readonly body: HelperFunction
  readonly parent: Scope | undefined
  readonly given: GivenFunctions
}

/** The functions that a call of a helper hands over, by the parameters that stand for them. */
export type GivenFunctions = ReadonlyMap<ts.Symbol, GivenFunction>

/** A function that is known where a helper is called with it. */
export type GivenFunction =
  | { readonly kind: "step"; readonly step: StepSource; readonly node: ts.Expression }
  | { readonly kind: "helper"; readonly helper: KnownHelper; readonly node: ts.Expression }
  /** `() => charge(order)`: it gives the promise of what it calls. */
  | {
      readonly kind: "begins"
      readonly node: ts.ArrowFunction | ts.FunctionExpression
      readonly inner: BegunCall
      readonly home: Scope
    }
  /** `(line) => line.id`: it only computes. */
  | { readonly kind: "computes"; readonly node: ts.ArrowFunction | ts.FunctionExpression; readonly home: Scope }

/** A helper as it is called: for other functions that are handed to it, it is another procedure. */
export interface KnownHelper extends HelperSource {
  /** The procedure inside which it is declared. */
  readonly home: Scope | undefined
  readonly given: GivenFunctions
}

/** A call that sets something in motion. */
export type BegunCall =
  | (Called & {
      readonly kind: "step"
      readonly step: StepSource
      /** The expression that stands for the step. */
      readonly callee: ts.Expression
    })
  | (Called & { readonly kind: "call"; readonly helper: KnownHelper })
  | (Called & { readonly kind: "sleep" })
  | (Called & { readonly kind: "event"; readonly event: EventSource; readonly parts: WhereParts })
  | (Called & {
      readonly kind: "validate"
      readonly validation: ValidationSource
      /** The steps that validate, as calls that pass nothing yet. */
      readonly validators: readonly Extract<BegunCall, { kind: "step" }>[]
    })
  | ChainedCall
  | GroupCall
  | RunCall
  /** A call of a function that was handed over: `work(1)`, where it is `(n) => charge(n)`. */
  | (Called & {
      readonly kind: "through"
      readonly source: ts.ArrowFunction | ts.FunctionExpression
      readonly inner: BegunCall
    })

/** A call of `waitForEvent`. */
export type EventCall = Extract<BegunCall, { kind: "event" }>

/** A call of `validate`. */
export type ValidateCall = Extract<BegunCall, { kind: "validate" }>

/** `fork({ ... })`, `forEach(items, { ... }, body)`, and their like. */
export interface GroupCall extends Called {
  readonly kind: "group"
  readonly word: GroupWord
  readonly members: readonly GroupMember[]
  /** Of `forEach`: what it goes over, and what it calls with each. */
  readonly items?: ts.Expression
  readonly body?: KnownHelper
  readonly options?: ts.Expression
  /** Of `mutex`: what is held. */
  readonly key?: ts.Expression
  /** The expressions that are functions for it, and no values. */
  readonly handed: readonly ts.Node[]
}

/** A call that begins another run: of a workflow, or of a function of this one. */
export interface RunCall extends Called {
  readonly kind: "run"
  readonly link: "child" | "detached"
  readonly workflow?: ChildSource
  readonly helper?: KnownHelper
  /** The expression that stands for the workflow, with what is said of this one call: `ship.with({ ... })`. */
  readonly callee: ts.Expression
  /** How the run ends, or at once what names it. */
  readonly answers: "end" | "ref"
}

/** A branch of a group: a call that has begun before it, or a function that it calls. */
export type GroupMember = { readonly name?: string } & (
  | { readonly kind: "begun"; readonly begun: DirectCall }
  | { readonly kind: "function"; readonly helper: KnownHelper }
)

/** `charge(order).catch(refuse)`, `promise.then(done)`. */
export interface ChainedCall {
  readonly kind: "chain"
  readonly call: ts.CallExpression
  readonly of: DirectCall | PromiseValue
  readonly callbacks: readonly KnownCallback[]
}

/** A callback of a promise, as a procedure. */
export interface KnownCallback extends Callback {
  readonly helper: KnownHelper
}

/** A promise that was begun before. */
export interface PromiseValue {
  readonly kind: "promise"
  readonly value: ts.Expression
}

interface Called {
  readonly call: ts.CallExpression
  /** The arguments that are values: functions that a helper is given are none. */
  readonly passed: readonly ts.Expression[]
}

/** A call that sets something in motion itself, and not through a function that it was handed. */
export type DirectCall = Exclude<BegunCall, { kind: "through" }>

/** The function that a name stands for because a call handed it over. */
export const givenFor = (
  name: ts.Node,
  scope: Scope | undefined,
  checker: ts.TypeChecker,
): GivenFunction | undefined => {
  const symbol = ts.isIdentifier(name) ? symbolOf(name, checker) : undefined
  return symbol && givenOf(symbol, scope)
}

export const givenOf = (symbol: ts.Symbol, scope: Scope | undefined): GivenFunction | undefined =>
  scope && (scope.given.get(symbol) ?? givenOf(symbol, scope.parent))

/** The innermost procedure around a node. */
export const homeOf = (node: ts.Node, scope: Scope | undefined): Scope | undefined =>
  scope === undefined || ts.findAncestor(node.parent, (above) => above === scope.body) !== undefined
    ? scope
    : homeOf(node, scope.parent)

/** The procedures in which a helper, or what is handed to it, finds the names around it; innermost first. */
export const surroundings = (helper: KnownHelper): Scope | undefined => {
  const homes = [helper.home, ...[...helper.given.values()].map(homeOfGiven)].filter((home) => home !== undefined)
  return homes.toSorted((a, b) => depthOf(b) - depthOf(a))[0]
}

const homeOfGiven = (given: GivenFunction): Scope | undefined => {
  switch (given.kind) {
    case "step":
      return undefined
    case "helper":
      return surroundings(given.helper)
    case "begins":
    case "computes":
      return given.home
  }
}

const depthOf = (scope: Scope | undefined): number => (scope === undefined ? 0 : 1 + depthOf(scope.parent))

/** The same for the same procedure. */
export const keyOfHelper = ({ body, home, given }: KnownHelper): string => {
  const handed = [...given].map(([symbol, each]) => `${numberOf(symbol)}=${keyOfGiven(each)}`)
  return `${numberOf(body)}@${home === undefined ? "" : numberOf(home)}(${handed.join(",")})`
}

const keyOfGiven = (given: GivenFunction): string => {
  switch (given.kind) {
    case "step":
      return String(numberOf(given.step.declaration))
    case "helper":
      return keyOfHelper(given.helper)
    case "begins":
    case "computes":
      return `${numberOf(given.node)}@${numberOf(given.home)}`
  }
}

const numbers = new WeakMap<object, number>()
let count = 0

const numberOf = (object: object): number => {
  const known = numbers.get(object) ?? ++count
  numbers.set(object, known)
  return known
}

/** The code that a function which was handed over consists of, with those that were handed to it. */
export const codeOfGiven = (given: GivenFunction): readonly ts.Node[] => {
  switch (given.kind) {
    case "step":
      return []
    case "helper":
      return [given.helper.body, ...[...given.helper.given.values()].flatMap(codeOfGiven)]
    case "begins":
    case "computes":
      return [given.node]
  }
}

/** All the code that runs because a helper is called. */
export const codeOfHelper = ({ body, given }: KnownHelper): readonly ts.Node[] => [
  body,
  ...[...given.values()].flatMap(codeOfGiven),
]
