import { isGlobal } from "../1-read/is-global.ts"
import { ts } from "../1-read/syntax.ts"

/** The built-in interface that declares a method: `Array` of `squares.push`. */
export const builtInOwner = (callee: ts.PropertyAccessExpression, checker: ts.TypeChecker): string | undefined => {
  const method = checker.getSymbolAtLocation(callee.name)
  if (method === undefined || !isGlobal(method)) return undefined
  const declaration = method.declarations?.[0]?.parent
  return declaration !== undefined && (ts.isInterfaceDeclaration(declaration) || ts.isClassDeclaration(declaration))
    ? declaration.name?.text
    : undefined
}
