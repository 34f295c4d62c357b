import type { WaitFor } from "@statewright/model"

import { bareExpression } from "../1-read/bare-expression.ts"
import { type EventSource, isWritten, type WhereSource } from "../1-read/event-source.ts"
import type { DirectCall, KnownHelper, RunCall } from "../2-analyze/given-function.ts"
import { ts } from "../1-read/syntax.ts"
import { groupFor } from "./group-wait.ts"
import { type AwaitMeaning, firstOf, helpersOf, waitedCallsOf } from "../2-analyze/await-meaning.ts"

/** What the chart says that a wait is for. */
export const waitFor = (
  meaning: AwaitMeaning,
  procedureOf: (helper: KnownHelper) => string,
  checker: ts.TypeChecker,
): WaitFor => {
  switch (meaning.kind) {
    case "step":
      return { kind: "step", step: meaning.step.name }
    case "validate":
      return { kind: "step", step: "validate", validates: lineOf(meaning.validation.schema) }
    case "sleep":
      return { kind: "sleep" }
    case "event":
      return eventFor(meaning.event)
    case "call":
      return { kind: "call", procedure: procedureOf(meaning.helper) }
    case "through":
      return waitFor(meaning.inner, procedureOf, checker)
    case "join":
    case "each":
      return { kind: "join", policy: meaning.policy, steps: branchNames(meaning) }
    case "gather":
      return { kind: "join", policy: meaning.policy, steps: [] }
    case "many":
      return { kind: "many", steps: branchNames(meaning) }
    case "chain":
      return waitFor(firstOf(meaning), procedureOf, checker)
    case "group":
      return groupFor(meaning, procedureOf, checker)
    case "run":
      return runFor(meaning, procedureOf)
    case "handle":
      return { kind: "handle", of: meaning.of }
    case "use": {
      const { verb, helper } = meaning
      return { kind: "use", verb, ...(helper !== undefined && { procedure: procedureOf(helper) }) }
    }
    case "promise":
      return { kind: "promise" }
  }
}

const branchNames = (meaning: AwaitMeaning): readonly string[] => {
  const named = waitedCallsOf(meaning).map(branchName)
  return named.length > 0 ? named : helpersOf(meaning).map(({ name }) => name)
}

const branchName = (begun: DirectCall): string => {
  const call = firstOf(begun)
  switch (call.kind) {
    case "promise":
      return promiseKey(call.value)
    case "step":
      return call.step.name
    case "call":
      return call.helper.name
    case "sleep":
    case "validate":
      return call.kind
    case "event":
      return call.event.name
    case "group":
      return call.word
    case "run":
      return call.workflow?.name ?? "detached"
  }
}

const runFor = (
  { workflow, helper, answers, callee }: RunCall,
  procedureOf: (helper: KnownHelper) => string,
): WaitFor =>
  answers === "end" && workflow !== undefined
    ? { kind: "child", workflow: workflow.name, ...timeoutOf(callee) }
    : {
        kind: "detached",
        ...(workflow !== undefined && { workflow: workflow.name }),
        ...(helper !== undefined && { procedure: procedureOf(helper) }),
      }

/** `1 hour` of `ship.with({ timeout: "1 hour" })`. */
const timeoutOf = (written: ts.Expression): { readonly timeout?: string } => {
  const callee = bareExpression(written)
  const options = ts.isCallExpression(callee) ? callee.arguments[0] : undefined
  if (options === undefined || !ts.isObjectLiteralExpression(options)) return {}
  const option = options.properties.find(({ name }) => name?.getText() === "timeout")
  if (option === undefined || !ts.isPropertyAssignment(option)) return {}
  const { initializer } = option
  return { timeout: ts.isStringLiteralLike(initializer) ? initializer.text : lineOf(initializer) }
}

/** What is drawn of a wait for an event. */
const eventFor = ({ name, where, fresh, timeout }: EventSource): WaitFor => ({
  kind: "event",
  event: name,
  ...(where !== undefined && { where: whereText(where) }),
  ...(fresh && { fresh }),
  ...(timeout !== undefined && { timeout: ts.isStringLiteralLike(timeout) ? timeout.text : lineOf(timeout) }),
})

/** The condition alone, where a function is nothing else. */
const whereText = (where: WhereSource): string => {
  const body = isWritten(where) ? where.body : where
  if (body === undefined || !ts.isBlock(body)) return lineOf(body ?? where)
  const [only] = body.statements
  const isOnly = body.statements.length === 1 && only !== undefined && ts.isReturnStatement(only)
  return lineOf(isOnly ? (only.expression ?? body) : body)
}

const lineOf = (node: ts.Node): string => {
  const line = node.getText().replaceAll(/\s+/g, " ").trim()
  return line.length > 80 ? `${line.slice(0, 77)}...` : line
}

/** The author's id, else the callee's name. */
export const keyOf = (meaning: AwaitMeaning): string => {
  switch (meaning.kind) {
    case "step":
      return writtenId(meaning.callee) ?? calleeName(meaning.callee)
    case "through":
      return keyOf(meaning.inner)
    case "validate":
      return meaning.validation.id === undefined ? "validate" : idText(meaning.validation.id)
    case "sleep":
      return "sleep"
    case "event":
      return meaning.event.name.replaceAll(/[^\w$]/g, "_")
    case "call":
      return meaning.helper.name
    case "join":
    case "each":
    case "gather":
      return meaning.policy
    case "many":
      return "kind" in meaning.inner ? keyOf(meaning.inner) : keyOfHelper(meaning.inner)
    case "chain":
      return keyOf(firstOf(meaning))
    case "promise":
      return promiseKey(meaning.value)
    case "group":
      return meaning.word
    case "run":
      return writtenId(meaning.callee) ?? calleeName(meaning.callee)
    case "handle":
      return meaning.of
    case "use":
      return meaning.verb
  }
}

const keyOfHelper = ({ name }: KnownHelper): string => name

/** A promise is called what the author calls it. */
const promiseKey = (value: ts.Expression): string => {
  const bare = bareExpression(value)
  if (ts.isIdentifier(bare)) return bare.text
  return ts.isPropertyAccessExpression(bare) ? bare.name.text : "promise"
}

const calleeName = (written: ts.Expression): string => {
  const callee = calleeEntity(written)
  return ts.isPropertyAccessExpression(callee) ? callee.name.text : callee.getText()
}

/** `charge` of `charge` and of `charge.with({ ... })`. */
export const calleeEntity = (callee: ts.Expression): ts.Expression => {
  const bare = bareExpression(callee)
  return ts.isCallExpression(bare) && ts.isPropertyAccessExpression(bare.expression)
    ? calleeEntity(bare.expression.expression)
    : bare
}

/** `deposit` of `charge.with({ id: "deposit" })`, as an identifier. */
export const writtenId = (written: ts.Expression): string | undefined => {
  const callee = bareExpression(written)
  const options = ts.isCallExpression(callee) ? callee.arguments[0] : undefined
  if (options === undefined || !ts.isObjectLiteralExpression(options)) return undefined
  const id = options.properties.find(
    (property) => ts.isPropertyAssignment(property) && property.name.getText() === "id",
  )
  return id !== undefined && ts.isPropertyAssignment(id) && ts.isStringLiteralLike(id.initializer)
    ? idText(id.initializer.text)
    : undefined
}

/** An author's id as an identifier. */
const idText = (id: string): string => id.replaceAll(/[^\w$]/g, "_").replace(/^(?=\d)/, "_")
