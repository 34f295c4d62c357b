import { type ChainCall, callbacksOf, chainCallOf } from "./chained-call.ts"
import { bareExpression } from "../1-read/bare-expression.ts"
import { calleeOf } from "../1-read/callee.ts"
import { typeWordOf } from "../1-read/type-word.ts"
import { eventSourceOf } from "../1-read/event-source.ts"
import { stepSourceOf } from "../1-read/find-steps.ts"
import { type HelperSource, helperOf, parametersOf } from "../1-read/helper-source.ts"
import { ts } from "../1-read/syntax.ts"
import type { Diagnostic } from "../diagnostic/diagnostic.ts"
import { isNeverAssigned } from "./constant-argument.ts"
import { escapeOf, usesOf } from "./escapes.ts"
import {
  type BegunCall,
  type ChainedCall,
  type GivenFunction,
  type GroupCall,
  givenFor,
  homeOf,
  type KnownHelper,
  type RunCall,
  type Scope,
} from "./given-function.ts"
import { groupCallOf } from "./group-call.ts"
import type { Around } from "./group-members.ts"
import { isFunctionExpression } from "./local-function.ts"
import { isThenableType, takesOut } from "./foreign-promise.ts"
import { childCall, detachedCall } from "./run-call.ts"
import { validationSourceOf } from "../1-read/validation-source.ts"
import { wherePartsOf } from "./where-parts.ts"

/** Where calls are looked at. */
export interface Looking {
  readonly checker: ts.TypeChecker
  readonly scope: Scope
  /** Judges what another call begins. */
  readonly judge: (call: ts.CallExpression) => { readonly meaning?: unknown } | undefined
}

/** A helper in the place where it is called; with the functions that the call hands over, as far as they are known. */
export const calledHelper = (helper: HelperSource, passed: readonly ts.Expression[], at: Looking): KnownHelper => {
  const known: KnownHelper = { home: homeOf(helper.body, at.scope), given: new Map(), ...helper }
  if (isWithin(helper, at.scope)) return known
  const given = new Map(known.given)
  for (const [index, parameter] of parametersOf(helper.body).entries()) {
    const argument = passed[index] ?? defaultOf(parameter)
    if (argument === undefined || parameter.dotDotDotToken !== undefined || !ts.isIdentifier(parameter.name)) continue
    const symbol = at.checker.getSymbolAtLocation(parameter.name)
    const found = symbol && functionOf(argument, parameter.name, at)
    if (symbol === undefined || found === undefined || !isNeverAssigned(parameter.name, at.checker)) continue
    if (found.kind === "computes" && !isOnlyCalled(parameter.name, helper, at)) continue
    given.set(symbol, found)
  }
  return { ...known, given }
}

/** A function that a parameter stands for where nothing is passed, if it is one by its name. */
const defaultOf = ({ initializer }: ts.ParameterDeclaration): ts.Expression | undefined =>
  initializer === undefined || isFunctionExpression(bareExpression(initializer)) ? undefined : initializer

/** Whether a helper that is at work already would be given ever new functions. */
const isWithin = (helper: HelperSource, scope: Scope): boolean => {
  let times = 0
  for (let each: Scope | undefined = scope; each !== undefined; each = each.parent) {
    if (each.body === helper.body) times++
  }
  return times > 1
}

/** Of the arguments of a call, those that are values. */
const valuesOf = (
  { body, given }: KnownHelper,
  passed: readonly ts.Expression[],
  checker: ts.TypeChecker,
): readonly ts.Expression[] => passed.filter((_, index) => !isGiven(parametersOf(body)[index], given, checker))

const isGiven = (
  parameter: ts.ParameterDeclaration | undefined,
  given: KnownHelper["given"],
  checker: ts.TypeChecker,
): boolean => {
  const symbol = parameter && checker.getSymbolAtLocation(parameter.name)
  return symbol !== undefined && given.has(symbol)
}

/** The function that an argument is, if it is known. */
const functionOf = (argument: ts.Expression, parameter: ts.Identifier, at: Looking): GivenFunction | undefined => {
  const { checker, scope } = at
  const node = bareExpression(argument)
  const given = givenFor(node, scope, checker)
  if (given !== undefined) return given
  if (typeWordOf(checker.getTypeAtLocation(node), checker) === "Step") {
    const step = ts.isCallExpression(node) ? undefined : stepSourceOf(node, checker)
    return step && { kind: "step", step, node }
  }
  const helper = helperOf(node, checker)
  if (helper !== undefined) {
    const name = isFunctionExpression(node) ? parameter.text : helper.name
    return { kind: "helper", helper: calledHelper({ ...helper, name }, [], at), node }
  }
  if (!isFunctionExpression(node) || node.asteriskToken !== undefined) return undefined
  const home = homeOf(node, scope)
  if (home === undefined) return undefined
  const inner = begunIn(node, at)
  if (inner !== undefined) return { kind: "begins", node, inner, home }
  const [signature] = checker.getTypeAtLocation(node).getCallSignatures()
  const isAsynchronous = signature === undefined || isThenableType(signature.getReturnType(), checker)
  return isAsynchronous ? undefined : { kind: "computes", node, home }
}

/** What `(n) => charge(n)` begins; functions that it hands over would have to see its own variables. */
const begunIn = (source: ts.ArrowFunction | ts.FunctionExpression, at: Looking): BegunCall | undefined => {
  const answer = answerOf(source)
  const call = answer && bareExpression(answer)
  const inner = call !== undefined && ts.isCallExpression(call) ? begunCall(call, at) : undefined
  if (inner === undefined || inner.kind === "through" || inner.kind === "chain") return undefined
  const hasItsOwn = source.parameters.length > 0 || ts.isBlock(source.body)
  const handsOver = inner.kind === "call" && [...inner.helper.given.values()].some(({ kind }) => kind !== "step")
  return hasItsOwn && handsOver ? undefined : inner
}

/** What a function always answers with: its expression, or that of its last statement. */
const answerOf = ({ body }: ts.ArrowFunction | ts.FunctionExpression): ts.Expression | undefined => {
  if (!ts.isBlock(body)) return body
  const last = body.statements.at(-1)
  const isOnly = body.statements.slice(0, -1).every((statement) => !answersIn(statement))
  return isOnly && last !== undefined && ts.isReturnStatement(last) ? last.expression : undefined
}

const answersIn = (node: ts.Node): boolean =>
  ts.isReturnStatement(node) ||
  (!ts.isFunctionLike(node) && ts.forEachChild(node, (child) => answersIn(child) || undefined) === true)

/** Whether a helper does nothing with a parameter but call it. */
const isOnlyCalled = (name: ts.Identifier, { body }: HelperSource, { checker }: Looking): boolean =>
  usesOf(name, body, checker).every((use) => escapeOf(use, checker) === undefined)

/** A plain call of a step or a helper, or `sleep`. */
export const begunCall = (call: ts.CallExpression, at: Looking): BegunCall | undefined => {
  const { checker, scope } = at
  const chain = chainCallOf(call, checker)
  if (chain !== undefined) return chainedCall(chain, at)
  if (call.questionDotToken !== undefined || ts.isOptionalChain(call) || call.arguments.some(ts.isSpreadElement)) {
    return undefined
  }
  const { arguments: passed, expression } = call
  const given = givenFor(bareExpression(expression), scope, checker)
  if (given !== undefined) return givenCall(given, call, at)
  const callee = calleeOf(call, checker)
  if (callee.kind === "step" && passed.length <= 1) {
    return { kind: "step", call, passed, step: callee.step, callee: expression }
  }
  if (callee.kind === "helper") return helperCall(callee.helper, call, at)
  if (callee.kind === "child") return childCall(call, callee.child)
  if (callee.kind === "handle") return groupCall("mutex", call, at)
  if (callee.kind !== "word") return undefined
  if (callee.word === "sleep") return { kind: "sleep", call, passed }
  if (callee.word === "waitForEvent") return eventCall(call, checker)
  if (callee.word === "validate") return validateCall(call, checker)
  return groupCall(callee.word, call, at)
}

const groupCall = (word: string, call: ts.CallExpression, at: Looking): GroupCall | RunCall | undefined => {
  const group = word === "detach" ? detachOf(call, at) : groupOf(word, call, at)
  return group === undefined || "code" in group ? undefined : group
}

/** A group that a word makes, or why its branches cannot be seen. */
export const groupOf = (word: string, call: ts.CallExpression, at: Looking): GroupCall | Diagnostic | undefined =>
  groupCallOf(word, call, aroundOf(at))

/** `detach(work)`, or why its work cannot be seen. */
export const detachOf = (call: ts.CallExpression, at: Looking): RunCall | Diagnostic => detachedCall(call, aroundOf(at))

/** What those who look for functions need to know. */
export const aroundOf = (at: Looking): Around => ({
  ...at,
  begin: (member) => begunCall(member, at),
  take: (helper) => calledHelper(helper, [], at),
})

const eventCall = (call: ts.CallExpression, checker: ts.TypeChecker): BegunCall | undefined => {
  const event = eventSourceOf(call, checker)
  if ("code" in event) return undefined
  return {
    kind: "event",
    call,
    passed: event.evaluated.map(({ value }) => value),
    event,
    parts: wherePartsOf(event, checker),
  }
}

const validateCall = (call: ts.CallExpression, checker: ts.TypeChecker): BegunCall | undefined => {
  const validation = validationSourceOf(call, checker)
  if ("code" in validation) return undefined
  const validators = validation.validators.map((each) => ({ kind: "step" as const, call, passed: [], ...each }))
  return { kind: "validate", call, passed: [validation.value], validation, validators }
}

const helperCall = (helper: HelperSource, call: ts.CallExpression, at: Looking): BegunCall => {
  const known = calledHelper(helper, call.arguments, at)
  return { kind: "call", call, helper: known, passed: valuesOf(known, call.arguments, at.checker) }
}

/** A call of a function that was handed over. */
const givenCall = (given: GivenFunction, call: ts.CallExpression, at: Looking): BegunCall | undefined => {
  const { arguments: passed } = call
  switch (given.kind) {
    case "step":
      // A step takes one value, and leaves what else it is given.
      return passed.length <= 1 ? { kind: "step", call, passed, step: given.step, callee: given.node } : undefined
    case "helper":
      return helperCall(given.helper, call, at)
    case "begins":
      return { kind: "through", call, passed, source: given.node, inner: given.inner }
    case "computes":
      return undefined
  }
}

const chainedCall = (chain: ChainCall, at: Looking): ChainedCall | undefined => {
  const callbacks = callbacksOf(chain, at.checker)
  if ("kind" in callbacks) return undefined
  const receiver = bareExpression(chain.receiver)
  const begun = ts.isCallExpression(receiver) ? begunCall(receiver, at) : undefined
  if (begun?.kind === "through" || (begun === undefined && isForeign(receiver, at))) return undefined
  const known = callbacks.map((each) => ({ ...each, helper: calledHelper(each.helper, [], at) }))
  return { kind: "chain", call: chain.call, of: begun ?? { kind: "promise", value: chain.receiver }, callbacks: known }
}

/** Whether a promise is none that a run could wait for. */
const isForeign = (receiver: ts.Expression, { checker, judge }: Looking): boolean =>
  ts.isCallExpression(receiver)
    ? judge(receiver)?.meaning === undefined && !takesOut(receiver, checker)
    : isOfModule(receiver, checker)

/** A promise that a module holds is none that a run could wait for. */
export const isOfModule = (operand: ts.Expression, checker: ts.TypeChecker): boolean => {
  const bare = bareExpression(operand)
  if (ts.isPropertyAccessExpression(bare) || ts.isElementAccessExpression(bare)) {
    return isOfModule(bare.expression, checker)
  }
  const declaration = ts.isIdentifier(bare) ? checker.getSymbolAtLocation(bare)?.declarations?.[0] : undefined
  return declaration !== undefined && ts.findAncestor(declaration.parent, ts.isFunctionLike) === undefined
}
