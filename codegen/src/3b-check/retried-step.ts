import { bareExpression } from "../1-read/bare-expression.ts"
import { placeOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import type { StepSource } from "../1-read/workflow-source.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"

/** Warns of a step that is tried again, though nothing lets the service that it calls know that it is the same call. */
export const retriedStep = ({ name, call }: StepSource, checker: ts.TypeChecker): Diagnostic[] => {
  const [text, options] = call.arguments
  if (text === undefined || options === undefined) return []
  const type = checker.getTypeAtLocation(options)
  const retry = type.getProperty("retry")
  const run = type.getProperty("run")
  if (retry === undefined || run === undefined || !isTriedAgain(retry, checker)) return []
  if (isTrue(type.getProperty("idempotent"), checker) || mayTakeKey(run, checker)) return []
  return [diagnostic("SW4106", placeOf(written(options, "retry") ?? text), { step: name })]
}

const isTriedAgain = (retry: ts.Symbol, checker: ts.TypeChecker): boolean => {
  const attempts = checker.getTypeOfSymbol(retry).getProperty("maxAttempts")
  const type = attempts === undefined ? undefined : checker.getTypeOfSymbol(attempts)
  const literal = attempts?.valueDeclaration
  if (literal !== undefined && ts.isPropertyAssignment(literal) && literal.initializer.getText() === "1") return false
  return !(type?.isNumberLiteral() === true && type.value === 1)
}

const isTrue = (option: ts.Symbol | undefined, checker: ts.TypeChecker): boolean => {
  if (option === undefined) return false
  const { valueDeclaration } = option
  const value =
    valueDeclaration !== undefined && ts.isPropertyAssignment(valueDeclaration)
      ? valueDeclaration.initializer
      : undefined
  return value?.kind !== ts.SyntaxKind.FalseKeyword && checker.typeToString(checker.getTypeOfSymbol(option)) !== "false"
}

/** Whether a step's code takes the `idempotencyKey` of its context, as far as its source can be found. */
const mayTakeKey = (run: ts.Symbol, checker: ts.TypeChecker): boolean => {
  const source = functionOf(run.valueDeclaration, checker)
  if (source === undefined) return true
  const [input, context] = source.parameters
  if (input?.dotDotDotToken !== undefined) return true
  if (context === undefined) return false
  if (context.dotDotDotToken !== undefined || ts.isArrayBindingPattern(context.name)) return true
  if (ts.isIdentifier(context.name)) {
    const symbol = checker.getSymbolAtLocation(context.name)
    return source.body === undefined || symbol === undefined || usesKey(source.body, symbol, checker)
  }
  return context.name.elements.some(
    ({ name, propertyName, dotDotDotToken }) =>
      dotDotDotToken !== undefined || (propertyName ?? name).getText() === "idempotencyKey",
  )
}

type FunctionSource = ts.FunctionDeclaration | ts.ArrowFunction | ts.FunctionExpression | ts.MethodDeclaration

const functionOf = (declaration: ts.Node | undefined, checker: ts.TypeChecker): FunctionSource | undefined => {
  if (declaration === undefined) return undefined
  if (ts.isMethodDeclaration(declaration) || ts.isFunctionDeclaration(declaration)) return declaration
  if (ts.isShorthandPropertyAssignment(declaration)) {
    return functionOf(checker.getShorthandAssignmentValueSymbol(declaration)?.valueDeclaration, checker)
  }
  if (!ts.isPropertyAssignment(declaration) && !ts.isVariableDeclaration(declaration)) return undefined
  const value = declaration.initializer && bareExpression(declaration.initializer)
  if (value === undefined) return undefined
  if (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) return value
  return ts.isIdentifier(value) ? functionOf(checker.getSymbolAtLocation(value)?.valueDeclaration, checker) : undefined
}

/** Whether the key is read of the context, or the context goes where that cannot be seen. */
const usesKey = (node: ts.Node, context: ts.Symbol, checker: ts.TypeChecker): boolean => {
  if (ts.isIdentifier(node) && checker.getSymbolAtLocation(node) === context) {
    const { parent } = node
    return !ts.isPropertyAccessExpression(parent) || parent.name.text === "idempotencyKey"
  }
  if (ts.isShorthandPropertyAssignment(node) && checker.getShorthandAssignmentValueSymbol(node) === context) return true
  return ts.forEachChild(node, (child) => usesKey(child, context, checker) || undefined) === true
}

/** An option as it is written in a step's declaration. */
const written = (options: ts.Expression, option: string): ts.Node | undefined => {
  const bare = bareExpression(options)
  return ts.isObjectLiteralExpression(bare) ? bare.properties.find(({ name }) => name?.getText() === option) : undefined
}
