import { isAuthoring } from "./authoring-word.ts"
import { isErrorClass, keepsClass } from "./storable.ts"
import { ts } from "./syntax.ts"

/**
 * What `error instanceof Class` asks for, if that is the class of errors whose class is lost in storage: neither built in
 * nor made by `failure()`.
 */
export const lostErrorClass = (node: ts.Node, checker: ts.TypeChecker): string | undefined => {
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.InstanceOfKeyword) return undefined
  const made = checker.getPropertyOfType(checker.getTypeAtLocation(node.right), "prototype")
  const instance = made && checker.getTypeOfSymbol(made)
  if (instance === undefined || !isErrorClass(instance, checker)) return undefined
  if (keepsClass(instance) || isFailure(instance)) return undefined
  return node.right.getText()
}

const isFailure = (instance: ts.Type): boolean =>
  instance.getProperty("_tag")?.declarations?.some((tag) => isAuthoring(tag.getSourceFile())) === true
