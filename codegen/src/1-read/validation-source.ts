import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import { authoringWord } from "./authoring-word.ts"
import { bareExpression, isWrapper } from "./bare-expression.ts"
import { isWritten, type WhereSource } from "./event-source.ts"
import { stepSourceOf } from "./find-steps.ts"
import { placeOf } from "./place-of.ts"
import { ts } from "./syntax.ts"
import type { StepSource } from "./workflow-source.ts"

/** A call of `validate`, as it is written. */
export interface ValidationSource {
  readonly call: ts.CallExpression
  readonly value: ts.Expression
  readonly schema: ts.Expression
  readonly id?: string
  readonly warns?: true
  readonly asserts: readonly AssertionSource[]
  readonly transform?: WhereSource
  readonly validators: readonly ValidatorSource[]
}

/** What must hold, by its name: a function that is written in the call, or the name of one. */
export interface AssertionSource {
  readonly name: string
  readonly holds: WhereSource
}

/** A step that validates. */
export interface ValidatorSource {
  readonly step: StepSource
  readonly callee: ts.Expression
}

/** Reads a call of `validate`, or says what of it cannot be seen. */
export const validationSourceOf = (call: ts.CallExpression, checker: ts.TypeChecker): ValidationSource | Diagnostic => {
  const [value, schema, options, extra] = call.arguments
  // TypeScript itself has said that something is missing.
  if (value === undefined || schema === undefined) return hidden(call, "has no value or no schema")
  if (extra !== undefined) return hidden(extra, "has more than a value, a schema and options")
  const spread = call.arguments.find(ts.isSpreadElement)
  if (spread !== undefined) return hidden(spread, "has a spread argument")
  const source = { call, value, schema, asserts: [], validators: [] }
  const bare = options && bareExpression(options)
  if (bare === undefined) return source
  if (!ts.isObjectLiteralExpression(bare)) return hidden(bare, "has its options somewhere else")
  return withOptions(source, bare, checker)
}

/** Whether a node is a function, written in its call, that a validation asks. */
export const isWrittenCheck = (node: ts.Node, checker: ts.TypeChecker): boolean => {
  if (!isWritten(node)) return false
  const option = ts.isMethodDeclaration(node) ? node : outermost(node).parent
  if (!ts.isPropertyAssignment(option) && !ts.isMethodDeclaration(option)) return false
  if (option.name.getText() === "transform" && isOfValidation(option.parent, checker)) return true
  const asserts = ts.isObjectLiteralExpression(option.parent) ? outermost(option.parent).parent : option
  return (
    ts.isPropertyAssignment(asserts) && asserts.name.getText() === "assert" && isOfValidation(asserts.parent, checker)
  )
}

/** Whether a node is the schema of a validation. */
export const isValidationSchema = (node: ts.Node, checker: ts.TypeChecker): boolean =>
  ts.isCallExpression(node.parent) && node.parent.arguments[1] === node && isValidate(node.parent, checker)

const isOfValidation = (options: ts.Node, checker: ts.TypeChecker): boolean => {
  const call = ts.isObjectLiteralExpression(options) ? outermost(options).parent : undefined
  return call !== undefined && ts.isCallExpression(call) && isValidate(call, checker)
}

const isValidate = ({ expression }: ts.CallExpression, checker: ts.TypeChecker): boolean => {
  const callee = bareExpression(expression)
  const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee
  return ts.isIdentifier(name) && authoringWord(checker.getSymbolAtLocation(name), checker) === "validate"
}

/** An expression with the parentheses and type syntax around it. */
const outermost = (node: ts.Expression): ts.Expression => (isWrapper(node.parent) ? outermost(node.parent) : node)

type Reading = { -readonly [Key in keyof ValidationSource]: ValidationSource[Key] }

const withOptions = (
  source: ValidationSource,
  options: ts.ObjectLiteralExpression,
  checker: ts.TypeChecker,
): ValidationSource | Diagnostic => {
  const read: Reading = { ...source }
  for (const property of options.properties) {
    const option = optionOf(property)
    const problem =
      option === undefined ? hidden(property, "has an option that is not written out") : take(read, option, checker)
    if (problem !== undefined) return problem
  }
  return read.warns === true && read.validators.length > 0
    ? hidden(options, 'has `validators` and the mode `"warn"`: what a step throws is no warning')
    : read
}

interface Option {
  readonly key: string
  readonly at: ts.Node
  readonly value: ts.Expression | ts.MethodDeclaration
}

const take = (read: Reading, { key, at, value }: Option, checker: ts.TypeChecker): Diagnostic | undefined => {
  switch (key) {
    case "transform":
      read.transform = ts.isExpression(value) ? bareExpression(value) : value
      return undefined
    case "assert": {
      const asserts = assertsOf(value)
      if ("code" in asserts) return asserts
      read.asserts = asserts
      return undefined
    }
    case "validators": {
      const validators = validatorsOf(value, checker)
      if ("code" in validators) return validators
      read.validators = validators
      return undefined
    }
    case "id": {
      const id = bareText(value)
      if (id === undefined) return hidden(value, "has an `id` that is no text in quotes")
      read.id = id
      return undefined
    }
    case "mode": {
      const mode = bareText(value)
      if (mode !== "warn" && mode !== "strict") {
        return hidden(value, 'has a `mode` that is not written as `"strict"` or `"warn"`')
      }
      if (mode === "warn") read.warns = true
      return undefined
    }
    default:
      return hidden(at, `has an option \`${key}\` that it does not know`)
  }
}

const bareText = (value: ts.Expression | ts.MethodDeclaration): string | undefined => {
  const bare = ts.isExpression(value) ? bareExpression(value) : undefined
  return bare !== undefined && ts.isStringLiteralLike(bare) ? bare.text : undefined
}

const assertsOf = (value: ts.Expression | ts.MethodDeclaration): readonly AssertionSource[] | Diagnostic => {
  const bare = ts.isExpression(value) ? bareExpression(value) : value
  if (!ts.isObjectLiteralExpression(bare)) return hidden(bare, "has its assertions somewhere else")
  const asserts: AssertionSource[] = []
  for (const property of bare.properties) {
    const option = optionOf(property)
    if (option === undefined) return hidden(property, "has an assertion that is not written out")
    const holds = ts.isExpression(option.value) ? bareExpression(option.value) : option.value
    asserts.push({ name: option.key, holds })
  }
  return asserts
}

const validatorsOf = (
  value: ts.Expression | ts.MethodDeclaration,
  checker: ts.TypeChecker,
): readonly ValidatorSource[] | Diagnostic => {
  const list = ts.isExpression(value) ? bareExpression(value) : value
  if (!ts.isArrayLiteralExpression(list)) return hidden(list, "has its validators somewhere else")
  const validators: ValidatorSource[] = []
  for (const callee of list.elements) {
    const step = ts.isSpreadElement(callee) ? undefined : stepSourceOf(callee, checker)
    if (step === undefined) return hidden(callee, "has a validator that is not the name of a step")
    validators.push({ step, callee })
  }
  return validators
}

const optionOf = (option: ts.ObjectLiteralElementLike): Option | undefined => {
  const { name } = option
  if (name === undefined || ts.isComputedPropertyName(name)) return undefined
  const key = ts.isStringLiteralLike(name) || ts.isNumericLiteral(name) ? name.text : name.getText()
  if (ts.isPropertyAssignment(option)) return { key, at: option, value: option.initializer }
  if (ts.isShorthandPropertyAssignment(option)) return { key, at: option, value: option.name }
  return ts.isMethodDeclaration(option) ? { key, at: option, value: option } : undefined
}

const hidden = (at: ts.Node, problem: string): Diagnostic => diagnostic("SW2411", placeOf(at), { problem })
