import { isSaneName } from "@statewright/model"

import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import { authoringWord } from "./authoring-word.ts"
import { bareExpression, isWrapper } from "./bare-expression.ts"
import { placeOf } from "./place-of.ts"
import { ts } from "./syntax.ts"

/** A call of `waitForEvent`, as it is written. */
export interface EventSource {
  readonly call: ts.CallExpression
  /** The name of the event. */
  readonly name: string
  readonly schema?: ts.Expression
  readonly where?: WhereSource
  readonly fresh?: true
  readonly timeout?: ts.Expression
  /** What is evaluated when the wait begins: `timeout` and `onTimeout`, in the author's order. */
  readonly evaluated: readonly EvaluatedOption[]
}

/** An option whose value belongs to the run. */
export interface EvaluatedOption {
  readonly key: "timeout" | "onTimeout"
  readonly value: ts.Expression
}

/** What says whether an event is meant: a function that is written in the call, or the name of one. */
export type WhereSource = WrittenWhere | ts.Expression

/** A function that is written in the options. */
export type WrittenWhere = ts.ArrowFunction | ts.FunctionExpression | ts.MethodDeclaration

/** Reads a call of `waitForEvent`, or says what of it cannot be seen. */
export const eventSourceOf = (call: ts.CallExpression, checker: ts.TypeChecker): EventSource | Diagnostic => {
  const [written, options, ...more] = call.arguments
  const name = written && nameOf(written, checker)
  if (written === undefined || name === undefined) {
    return diagnostic("SW1004", placeOf(written ?? call), { kind: "event", call: "waitForEvent" })
  }
  if (!isSaneName(name)) {
    return diagnostic("SW1007", placeOf(written), { kind: "an event", name: written.getText() })
  }
  const bare = options && bareExpression(options)
  const [extra] = more
  if (extra !== undefined) return hidden(extra, "has more than a name and options")
  if (bare === undefined) return { call, name, evaluated: [] }
  if (!ts.isObjectLiteralExpression(bare)) return hidden(bare, "has its options somewhere else")
  return withOptions({ call, name, evaluated: [] }, bare)
}

/** Whether a node is the function, written in its call, by which a run says which event it waits for. */
export const isWrittenWhere = (node: ts.Node, checker: ts.TypeChecker): boolean => {
  if (!isWritten(node)) return false
  const option = ts.isMethodDeclaration(node) ? node : outermost(node).parent
  if (!(ts.isPropertyAssignment(option) || ts.isMethodDeclaration(option)) || option.name.getText() !== "where") {
    return false
  }
  return isOfWait(option.parent, checker)
}

/** Whether a node is the schema of an event, in the call that waits for it. */
export const isEventSchema = (node: ts.Node, checker: ts.TypeChecker): boolean => {
  const { parent: option } = node
  const isOption =
    (ts.isPropertyAssignment(option) && option.initializer === node) || ts.isShorthandPropertyAssignment(option)
  return isOption && option.name.getText() === "schema" && isOfWait(option.parent, checker)
}

const isOfWait = (options: ts.Node, checker: ts.TypeChecker): boolean => {
  const call = ts.isObjectLiteralExpression(options) ? outermost(options).parent : undefined
  return call !== undefined && ts.isCallExpression(call) && isWaitForEvent(call, checker)
}

/** Whether a call is one of `waitForEvent`. */
const isWaitForEvent = ({ expression }: ts.CallExpression, checker: ts.TypeChecker): boolean => {
  const callee = bareExpression(expression)
  const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee
  return ts.isIdentifier(name) && authoringWord(checker.getSymbolAtLocation(name), checker) === "waitForEvent"
}

/** Whether a `where` is written as a function in the call. */
export const isWritten = (where: ts.Node): where is WrittenWhere =>
  ts.isArrowFunction(where) || ts.isFunctionExpression(where) || ts.isMethodDeclaration(where)

/** An expression with the parentheses and type syntax around it. */
const outermost = (node: ts.Expression): ts.Expression => (isWrapper(node.parent) ? outermost(node.parent) : node)

/** A literal, or a constant of a literal type. */
const nameOf = (written: ts.Expression, checker: ts.TypeChecker): string | undefined => {
  const type = checker.getTypeAtLocation(written)
  return type.isStringLiteral() ? type.value : undefined
}

const withOptions = (event: EventSource, options: ts.ObjectLiteralExpression): EventSource | Diagnostic => {
  const read: { -readonly [Key in keyof EventSource]: EventSource[Key] } = { ...event }
  for (const option of options.properties) {
    const found = optionOf(option)
    if (found === undefined) return hidden(option, "has an option that is not written out")
    const { key, value } = found
    if (key === "where") read.where = ts.isExpression(value) ? bareExpression(value) : value
    else if (!ts.isExpression(value)) return hidden(option, `has a method \`${key}\``)
    else if (key === "schema") read.schema = value
    else if (key === "fresh") {
      if (bareExpression(value).kind !== ts.SyntaxKind.TrueKeyword) {
        return hidden(option, "has a `fresh` that is not written as `true`")
      }
      read.fresh = true
    } else if (key === "timeout" || key === "onTimeout") {
      read.evaluated = [...read.evaluated, { key, value }]
      if (key === "timeout") read.timeout = value
    } else return hidden(option, `has an option \`${key}\` that it does not know`)
  }
  return read
}

const optionOf = (
  option: ts.ObjectLiteralElementLike,
): { readonly key: string; readonly value: ts.Expression | ts.MethodDeclaration } | undefined => {
  const key = option.name === undefined || ts.isComputedPropertyName(option.name) ? undefined : option.name.getText()
  if (key === undefined) return undefined
  if (ts.isPropertyAssignment(option)) return { key, value: option.initializer }
  if (ts.isShorthandPropertyAssignment(option)) return { key, value: option.name }
  return ts.isMethodDeclaration(option) ? { key, value: option } : undefined
}

const hidden = (at: ts.Node, problem: string): Diagnostic => diagnostic("SW2301", placeOf(at), { problem })
