import { isAuthoring } from "./authoring-word.ts"
import { isGlobal } from "./is-global.ts"
import { isErrorClass, keepsClass } from "./storable.ts"
import { ts } from "./syntax.ts"

/**
 * What a node asks of the class of an error that storage does not keep: `instanceof Class` where that is neither built in
 * nor made by `failure()`, its methods and accessors, its `constructor`.
 */
export const lostErrorClass = (node: ts.Node, checker: ts.TypeChecker): string | undefined => {
  if (ts.isPropertyAccessExpression(node)) return isLostMember(node, checker) ? node.getText() : undefined
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.InstanceOfKeyword) return undefined
  const made = checker.getPropertyOfType(checker.getTypeAtLocation(node.right), "prototype")
  const instance = made && checker.getTypeOfSymbol(made)
  if (instance === undefined || !isErrorClass(instance, checker)) return undefined
  if (keepsClass(instance) || isFailure(instance)) return undefined
  return `instanceof ${node.right.getText()}`
}

const isFailure = (instance: ts.Type): boolean =>
  instance.getProperty("_tag")?.declarations?.some((tag) => isAuthoring(tag.getSourceFile())) === true

/** What storage keeps of an error although its class may say it. */
const kept: ReadonlySet<string> = new Set(["name", "message", "stack", "cause"])

const isLostMember = (access: ts.PropertyAccessExpression, checker: ts.TypeChecker): boolean => {
  const { name, expression } = access
  if (kept.has(name.text) || expression.kind === ts.SyntaxKind.ThisKeyword) return false
  const member = checker.getSymbolAtLocation(name)
  if (member === undefined) return false
  const isCode = name.text === "constructor" || (member.flags & (ts.SymbolFlags.Method | ts.SymbolFlags.Accessor)) !== 0
  if (!isCode || (isGlobal(member) && name.text !== "constructor")) return false
  return isErrorClass(checker.getTypeAtLocation(expression), checker)
}
