import { resolveAlias } from "../../1-read/authoring-word.ts"
import { bareExpression } from "../../1-read/bare-expression.ts"
import { valueSymbolOf } from "../../1-read/value-symbol-of.ts"
import { isGlobal } from "../../1-read/is-global.ts"
import { ts } from "../../1-read/syntax.ts"
import { remember } from "./remember.ts"

/** A function whose code is known. */
export type KnownFunction = ts.FunctionLikeDeclaration & { readonly body: ts.ConciseBody }

/** What a callee is, as far as objects can go through it. */
export type Called =
  | { readonly kind: "known"; readonly source: KnownFunction }
  /** JavaScript's own. */
  | { readonly kind: "built-in" }
  /** It comes from a package, or its author says `@pure` of it. */
  | { readonly kind: "opaque"; readonly symbol: ts.Symbol }
  /** A value: some function of the project. */
  | { readonly kind: "value" }

/** What an expression calls. */
export const calledBy = remember((callee: ts.Expression, checker): Called => {
  const bare = bareExpression(callee)
  if (isWithBody(bare)) return { kind: "known", source: bare }
  const name = nameIn(bare)
  const alias = ts.isIdentifier(name) ? valueSymbolOf(name, checker) : checker.getSymbolAtLocation(name)
  const symbol = alias && resolveAlias(alias, checker)
  if (symbol === undefined) return { kind: "value" }
  if (isGlobal(symbol)) return { kind: "built-in" }
  const declarations = symbol.declarations ?? []
  const isOfPackage = declarations.some((each) => {
    const { isDeclarationFile, fileName } = each.getSourceFile()
    return isDeclarationFile || fileName.includes("/node_modules/")
  })
  if (isOfPackage || declarations.some(isPure)) return { kind: "opaque", symbol }
  const source = declarations.map((each) => functionOf(each, checker)).find((each) => each !== undefined)
  return source === undefined ? { kind: "value" } : { kind: "known", source }
})

/** `send` of `send`, `mail.send` and `mail["send"]`. */
const nameIn = (callee: ts.Expression): ts.Expression | ts.MemberName => {
  if (ts.isPropertyAccessExpression(callee)) return callee.name
  const isNamed = ts.isElementAccessExpression(callee) && ts.isStringLiteralLike(callee.argumentExpression)
  return isNamed ? callee.argumentExpression : callee
}

const isPure = (declaration: ts.Declaration): boolean =>
  ts.getJSDocTags(declaration).some(({ tagName }) => tagName.text === "pure")

const functionOf = (declaration: ts.Node, checker: ts.TypeChecker): KnownFunction | undefined => {
  if (isWithBody(declaration)) return declaration
  if (ts.isShorthandPropertyAssignment(declaration)) {
    const symbol = checker.getShorthandAssignmentValueSymbol(declaration)
    const meant = symbol && resolveAlias(symbol, checker).valueDeclaration
    return meant === undefined || meant === declaration ? undefined : functionOf(meant, checker)
  }
  const isHolder =
    (ts.isVariableDeclaration(declaration) && (declaration.parent.flags & ts.NodeFlags.Const) !== 0) ||
    ts.isPropertyAssignment(declaration) ||
    ts.isPropertyDeclaration(declaration)
  const value = isHolder && declaration.initializer !== undefined ? bareExpression(declaration.initializer) : undefined
  return value !== undefined && isWithBody(value) ? value : undefined
}

/** Whether a node is a function with its code. */
export const isWithBody = (node: ts.Node): node is KnownFunction =>
  ts.isFunctionLike(node) && "body" in node && node.body !== undefined
