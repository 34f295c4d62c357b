import { ts } from "../1-read/syntax.ts"

/** The symbol that an identifier refers to, when it refers to a variable, function, class or type. */
export const symbolOf = (identifier: ts.Identifier, checker: ts.TypeChecker): ts.Symbol | undefined => {
  const { parent } = identifier
  if (ts.isPropertyAccessExpression(parent) && parent.name === identifier) return undefined
  if (ts.isQualifiedName(parent) && parent.right === identifier) return undefined
  if (ts.isPropertyAssignment(parent) && parent.name === identifier) return undefined
  if (ts.isBindingElement(parent) && parent.propertyName === identifier) return undefined
  if (ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent)) return undefined
  if (ts.isShorthandPropertyAssignment(parent) && parent.name === identifier) {
    return checker.getShorthandAssignmentValueSymbol(parent)
  }
  const isMember = ts.isTypeElement(parent) || ts.isClassElement(parent) || ts.isObjectLiteralElement(parent)
  if (isMember && parent.name === identifier) return undefined
  return checker.getSymbolAtLocation(identifier)
}

/** Whether a symbol is declared inside a function. */
export const isInside = (symbol: ts.Symbol, body: ts.Node): boolean => {
  const declaration = symbol.declarations?.[0]
  return (
    declaration !== undefined &&
    declaration.getSourceFile() === body.getSourceFile() &&
    declaration.pos >= body.pos &&
    declaration.end <= body.end
  )
}
