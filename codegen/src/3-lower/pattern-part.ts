import { bareExpression } from "../1-read/bare-expression.ts"
import { ts } from "../1-read/syntax.ts"

/** What takes a value apart: a declaration, or an assignment. */
export type Pattern = ts.BindingPattern | ts.ObjectLiteralExpression | ts.ArrayLiteralExpression

/** One part of a pattern: `a`, `b: [c] = d`, `...rest`. */
export interface PatternPart {
  /** All of it. */
  readonly node: ts.Node
  /** Which property it takes; of an object. */
  readonly key: ts.PropertyName | undefined
  readonly isRest: boolean
  /** Where the value goes; nowhere for a hole. */
  readonly target: ts.BindingName | ts.Expression | undefined
  readonly initializer: ts.Expression | undefined
}

export const isPattern = (node: ts.Node): node is Pattern =>
  ts.isObjectBindingPattern(node) ||
  ts.isArrayBindingPattern(node) ||
  ts.isObjectLiteralExpression(node) ||
  ts.isArrayLiteralExpression(node)

export const isObjectPattern = (pattern: Pattern): boolean =>
  ts.isObjectBindingPattern(pattern) || ts.isObjectLiteralExpression(pattern)

/** The parts of a pattern, in order. */
export const partsOf = (pattern: Pattern): readonly PatternPart[] => {
  if (ts.isObjectLiteralExpression(pattern)) return pattern.properties.flatMap(ofProperty)
  return pattern.elements.map((element) => {
    const part = { node: element, key: undefined, isRest: false, target: undefined, initializer: undefined }
    if (ts.isOmittedExpression(element)) return part
    if (!ts.isBindingElement(element)) {
      return ts.isSpreadElement(element)
        ? { ...part, isRest: true, target: bareExpression(element.expression) }
        : { ...part, ...withDefault(element) }
    }
    const { name, initializer, dotDotDotToken } = element
    const own = ts.isObjectBindingPattern(pattern) && ts.isIdentifier(name) ? name : undefined
    return {
      node: element,
      key: element.propertyName ?? own,
      isRest: dotDotDotToken !== undefined,
      target: name,
      initializer,
    }
  })
}

const ofProperty = (property: ts.ObjectLiteralElementLike): readonly PatternPart[] => {
  const part = { node: property, key: property.name, isRest: false, initializer: undefined }
  if (ts.isSpreadAssignment(property)) return [{ ...part, isRest: true, target: bareExpression(property.expression) }]
  if (ts.isPropertyAssignment(property)) return [{ ...part, ...withDefault(property.initializer) }]
  if (!ts.isShorthandPropertyAssignment(property)) return []
  return [{ ...part, target: property.name, initializer: property.objectAssignmentInitializer }]
}

/** `target = initializer` in a pattern that is assigned to. */
const withDefault = (node: ts.Expression): Pick<PatternPart, "target" | "initializer"> =>
  ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken
    ? { target: bareExpression(node.left), initializer: node.right }
    : { target: bareExpression(node), initializer: undefined }
