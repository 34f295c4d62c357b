import { declaredHelpers } from "../1-read/helper-source.ts"
import { ts } from "../1-read/syntax.ts"
import { iterationOf } from "../2-analyze/iteration.ts"
import type { Variable } from "../2-analyze/variable.ts"
import { lowerExpression } from "./expression.ts"
import { emit, type Lowering, openGiven, openSegment } from "./lowering.ts"
import { bindTo, isConst, variablesOf } from "./bind-to.ts"
import { keepTaken, keepWhole, lowerPattern } from "./pattern.ts"
import type { Whole } from "./element-reader.ts"
import type { Given } from "./draft.ts"
import type { SegmentPrinter } from "./op.ts"

/** `const`, `let` and `var`: each declaration is a statement of its own. */
export const lowerDeclarations = (lowering: Lowering, list: ts.VariableDeclarationList): void => {
  for (const declaration of list.declarations) lowerDeclaration(lowering, declaration, list)
}

const lowerDeclaration = (
  lowering: Lowering,
  declaration: ts.VariableDeclaration,
  list: ts.VariableDeclarationList,
): void => {
  const { name, initializer } = declaration
  // An async function is called by its name and never held as a value.
  if (declaredHelpers(declaration, lowering.survey.checker).length > 0) return
  if (!ts.isIdentifier(name) && lowering.survey.suspends.has(name)) {
    if (initializer === undefined) return // it is a syntax error
    return lowerPattern({ lowering, by: list }, name, keepDeclared(lowering, declaration, initializer))
  }
  const names = variablesOf(lowering, name)
  if (initializer === undefined) {
    const [variable] = names
    if (variable !== undefined) declareEmpty(lowering, declaration, variable)
    return
  }
  lowerExpression(lowering, initializer)
  if (isConst(list, names) && declaration.type === undefined && isPlain(name) && takesGiven(lowering, initializer)) {
    const { given } = openSegment(lowering)
    if (given !== undefined) given.binding = name
    emit(lowering, { role: "given", nodes: [name], defines: names, print: (text) => text.keep(name).join("\n") })
    return
  }
  emit(lowering, {
    nodes: [name, ...(declaration.type === undefined ? [] : [declaration.type]), initializer],
    defines: names,
    print: (text) => bindTo(text, names, { name, by: list, value: text.node(initializer), type: declaration.type }),
  })
}

/** Keeps what a declaration takes apart: of `prices.entries()` only `prices`, since an iterator cannot be stored. */
const keepDeclared = (
  lowering: Lowering,
  { name, type: written }: ts.VariableDeclaration,
  initializer: ts.Expression,
): Whole => {
  const { checker } = lowering.survey
  const asked = ts.isArrayBindingPattern(name) && written === undefined ? iterationOf(initializer, checker) : undefined
  if (asked?.method === undefined) {
    lowerExpression(lowering, initializer)
    return keepWhole(lowering, initializer, written && checker.getTypeAtLocation(written))
  }
  lowerExpression(lowering, asked.receiver)
  return { ...keepWhole(lowering, asked.receiver), type: checker.getTypeAtLocation(initializer), asked }
}

/** `let x`: undefined at every turn of a loop; a variable that may not be read before it is assigned needs nothing. */
const declareEmpty = (lowering: Lowering, declaration: ts.VariableDeclaration, variable: Variable): void => {
  const { checker } = lowering.survey
  const type = checker.getTypeAtLocation(declaration.name)
  const mayBeUndefined = checker.isTypeAssignableTo(checker.getUndefinedType(), type)
  emit(lowering, {
    nodes: declaration.type === undefined ? [] : [declaration.type],
    defines: variable.kind === "var" ? [] : [variable],
    print: (text) => {
      if (!text.isFrame(variable)) return `let ${text.node(declaration)}`
      if (variable.kind === "var") return ""
      if (mayBeUndefined) return `${text.variable(variable)} = undefined`
      // A function may read it earlier than the type checker sees.
      return variable.captured ? `${text.variable(variable)} = undefined!` : ""
    },
  })
}

/** Opens a segment whose given value a parameter or a `catch` binds. */
export const bindGiven = (
  lowering: Lowering,
  given: Given,
  { name, initializer }: { readonly name: ts.BindingName; readonly initializer?: ts.Expression | undefined },
): void => {
  const defines = variablesOf(lowering, name)
  if (isPlain(name) && initializer === undefined) {
    openGiven(lowering, { ...given, binding: name })
    emit(lowering, { role: "given", nodes: [name], defines, print: (text) => text.keep(name).join("\n") })
    return
  }
  openGiven(lowering, given)
  const keyword = defines.some(({ reassigned }) => reassigned) ? "let" : "const"
  const value = (text: SegmentPrinter): string =>
    initializer === undefined
      ? text.given()
      : `${text.given()} === undefined ? ${text.operand(initializer)} : ${text.given()}`
  emit(lowering, {
    nodes: initializer === undefined ? [name] : [name, initializer],
    defines,
    print: (text) => [`${keyword} ${text.node(name)} = ${value(text)}`, ...text.keep(name)].join("\n"),
  })
}

/** Opens the segment of a `catch` with an `await` in what it takes the error apart by. */
export const bindCaught = (
  lowering: Lowering,
  given: Given,
  { clause, pattern }: { readonly clause: ts.CatchClause; readonly pattern: ts.BindingPattern },
): void => {
  openGiven(lowering, given)
  const type = lowering.survey.checker.getTypeAtLocation(pattern)
  const error = keepTaken(lowering, { role: "given", node: pattern, type, nodes: [], value: (text) => text.given() })
  lowerPattern({ lowering, by: clause }, pattern, error)
}

/** Opens the first segment of a helper, whose given value is the list of its arguments. */
export const bindArguments = (lowering: Lowering, parameters: readonly ts.ParameterDeclaration[]): void => {
  const type = { kind: "arguments", parameters } as const
  const defines = parameters.flatMap(({ name }) => variablesOf(lowering, name))
  const keep = (text: SegmentPrinter): readonly string[] => parameters.flatMap(({ name }) => text.keep(name))
  const isPlainParameter = ({ name, initializer }: ts.ParameterDeclaration): boolean =>
    isPlain(name) && (initializer === undefined || ts.isLiteralExpression(initializer))
  if (parameters.every(isPlainParameter)) {
    openGiven(lowering, { type, parameters })
    emit(lowering, {
      role: "given",
      nodes: parameters.map(({ name }) => name),
      defines,
      print: (text) => keep(text).join("\n"),
    })
    return
  }
  openGiven(lowering, { type })
  const keyword = defines.some(({ reassigned }) => reassigned) ? "let" : "const"
  emit(lowering, {
    nodes: parameters.flatMap(({ name, initializer }) => (initializer === undefined ? [name] : [name, initializer])),
    defines,
    print: (text) => [`${keyword} ${parameterPattern(parameters, text)} = ${text.given()}`, ...keep(text)].join("\n"),
  })
}

/** `[line, count = 1, ...rest]` */
export const parameterPattern = (parameters: readonly ts.ParameterDeclaration[], text: SegmentPrinter): string => {
  const parts = parameters.map(({ dotDotDotToken, name, initializer }) => {
    const rest = dotDotDotToken === undefined ? "" : "..."
    return `${rest}${text.node(name)}${initializer === undefined ? "" : ` = ${text.node(initializer)}`}`
  })
  return `[${parts.join(", ")}]`
}

/** Whether a pattern evaluates nothing but literals, so that it can stand among the parameters of a segment. */
const isPlain = (name: ts.BindingName): boolean =>
  ts.isIdentifier(name) ||
  name.elements.every((element) => {
    if (ts.isOmittedExpression(element)) return true
    const { propertyName, initializer } = element
    if (propertyName !== undefined && ts.isComputedPropertyName(propertyName)) return false
    return (initializer === undefined || ts.isLiteralExpression(initializer)) && isPlain(element.name)
  })

/** Whether an initializer is nothing but what the segment was given. */
const takesGiven = (lowering: Lowering, initializer: ts.Expression): boolean => {
  let node = initializer
  while (ts.isParenthesizedExpression(node)) node = node.expression
  return lowering.replacements.get(node)?.kind === "given"
}
