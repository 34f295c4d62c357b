import { isGlobal } from "../1-read/is-global.ts"
import { lostErrorClass } from "../1-read/lost-error-class.ts"
import { ts } from "../1-read/syntax.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import { refusedGlobal } from "./refused-globals.ts"
import type { Scene } from "./scene.ts"

/** What code of a run may not do with the world, as far as one node by itself shows it. */
export const refusedUse = (node: ts.Node, checker: ts.TypeChecker, scene: Scene): Diagnostic | undefined => {
  if (ts.isIdentifier(node)) {
    const refused = refusedGlobal(node.text)
    if (refused === undefined || !isValueName(node)) return undefined
    const symbol = checker.getSymbolAtLocation(node)
    return symbol !== undefined && isGlobal(symbol) ? refused(node, checker, scene) : undefined
  }
  if (ts.isBinaryExpression(node) || ts.isPropertyAccessExpression(node)) {
    const what = lostErrorClass(node, checker)
    if (what === undefined) return undefined
    return diagnostic("SW3109", scene.place, { what, through: scene.through }, scene.related)
  }
  if (!ts.isCallExpression(node)) return undefined
  if (node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return diagnostic("SW2405", scene.place, { through: scene.through }, scene.related)
  }
  if (!formatsPresent(node, checker)) return undefined
  const { place, through, related } = scene
  const remedy = "Give it the time: `new Date()` is recorded."
  return diagnostic("SW2403", place, { what: node.expression.getText(), through, remedy }, related)
}

/** Whether an identifier is an expression, and not a property's name or part of a type. */
export const isValueName = (node: ts.Identifier): boolean => {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node
  if (ts.isTypeNode(parent) || ts.isQualifiedName(parent) || ts.isTypeElement(parent)) return false
  return !(ts.isObjectLiteralElement(parent) && parent.name === node && !ts.isShorthandPropertyAssignment(parent))
}

/** `new Intl.DateTimeFormat("en").format()` */
const formatsPresent = ({ expression, arguments: given }: ts.CallExpression, checker: ts.TypeChecker): boolean => {
  if (!ts.isPropertyAccessExpression(expression) || !given.every(ts.isSpreadElement)) return false
  if (expression.name.text !== "format" && expression.name.text !== "formatToParts") return false
  const method = checker.getSymbolAtLocation(expression.name)
  const owner = method?.declarations?.[0]?.parent
  return (
    method !== undefined &&
    isGlobal(method) &&
    owner !== undefined &&
    ts.isInterfaceDeclaration(owner) &&
    owner.name.text === "DateTimeFormat"
  )
}
