import { authoringWord } from "../1-read/authoring-word.ts"
import { bareExpression } from "../1-read/bare-expression.ts"
import { ts } from "../1-read/syntax.ts"
import type { GroupCall } from "./given-function.ts"
import { partThatMayThrow } from "./may-throw.ts"

/** What is known of the options of a group. */
export interface KnownOptions {
  /** Whatever each may be; `"?"` for what no type says. */
  readonly losers: readonly string[]
  readonly mode: readonly string[]
  readonly onError: readonly string[]
  /** What is written for them, or an expression that may hold them. */
  readonly join?: ts.Expression
  readonly maxParallelism?: ts.Expression
  readonly timeout?: ts.Expression
}

/** Reads the options of a group where they are written, and else from their type. */
export const optionsOf = (options: ts.Expression | undefined, checker: ts.TypeChecker): KnownOptions => {
  const type = options && checker.getTypeAtLocation(options)
  const valuesOf = (name: string, otherwise: string): readonly string[] => {
    const property = type && checker.getPropertyOfType(type, name)
    if (property === undefined || options === undefined) return [otherwise]
    const whole = checker.getTypeOfSymbolAtLocation(property, options)
    return [...new Set((whole.isUnion() ? whole.types : [whole]).map((part) => valueOf(part, otherwise)))]
  }
  const write = (key: keyof KnownOptions, ...names: readonly string[]) => {
    const found = names.map((name) => optionNode(options, name, checker)).find((each) => each !== undefined)
    return found === undefined ? {} : { [key]: found }
  }
  return {
    losers: valuesOf("losers", "cancel"),
    mode: valuesOf("mode", "sequential"),
    onError: valuesOf("onError", "stop"),
    ...write("join", "join"),
    ...write("maxParallelism", "maxParallelism"),
    ...write("timeout", "branchTimeout", "iterationTimeout"),
  }
}

const valueOf = (type: ts.Type, otherwise: string): string => {
  if (type.flags & ts.TypeFlags.Undefined) return otherwise
  return type.isStringLiteral() ? type.value : "?"
}

/** The expression for an option; of options that are not written there, all of them, if their type has it. */
const optionNode = (
  options: ts.Expression | undefined,
  name: string,
  checker: ts.TypeChecker,
): ts.Expression | undefined => {
  const literal = options && bareExpression(options)
  if (literal === undefined) return undefined
  const property = checker.getPropertyOfType(checker.getTypeAtLocation(literal), name)
  if (property === undefined) return undefined
  const declaration = property.valueDeclaration
  if (declaration === undefined || declaration.parent !== literal) return literal
  if (ts.isPropertyAssignment(declaration)) return declaration.initializer
  return ts.isShorthandPropertyAssignment(declaration) ? declaration.name : literal
}

/** The `n` of `atLeast(n)`. */
export const atLeastOf = (join: ts.Expression, checker: ts.TypeChecker): ts.Expression | undefined => {
  const call = bareExpression(join)
  return ts.isCallExpression(call) && isAtLeast(call, checker) ? call.arguments[0] : undefined
}

const isAtLeast = ({ expression }: ts.CallExpression, checker: ts.TypeChecker): boolean => {
  const callee = bareExpression(expression)
  const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee
  return authoringWord(checker.getSymbolAtLocation(name), checker) === "atLeast"
}

/** Whether the options of a group may throw while they are evaluated; `atLeast` only says what it is given. */
export const mayThrow = (options: ts.Node, checker: ts.TypeChecker): boolean => {
  if (ts.isCallExpression(options) && isAtLeast(options, checker)) {
    return options.arguments.some((each) => mayThrow(each, checker))
  }
  if (ts.isObjectLiteralExpression(options)) return options.properties.some((each) => mayThrow(each, checker))
  if (ts.isPropertyAssignment(options)) return !ts.isIdentifier(options.name) || mayThrow(options.initializer, checker)
  return partThatMayThrow(options, checker) !== undefined
}

/** Whether a group throws what one of its members has thrown, and not one error that holds them all. */
export const throwsAsItIs = ({ word, options }: GroupCall, checker: ts.TypeChecker): boolean => {
  const { join, onError } = optionsOf(options, checker)
  const counts = join !== undefined && countsMembers(join, checker)
  return !counts && (word !== "forEach" || onError.includes("stop"))
}

/** Whether a join may be decided before all have ended. */
export const countsMembers = (join: ts.Expression, checker: ts.TypeChecker): boolean => {
  const bare = bareExpression(join)
  const type = checker.getTypeAtLocation(bare)
  return ts.isStringLiteralLike(bare) ? bare.text !== "all" : !type.isStringLiteral() || type.value !== "all"
}

/** The number that an expression always is. */
export const numberOf = (node: ts.Expression, checker: ts.TypeChecker): number | undefined => {
  const type = checker.getTypeAtLocation(node)
  return type.isNumberLiteral() ? type.value : undefined
}
