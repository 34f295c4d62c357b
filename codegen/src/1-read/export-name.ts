import { resolveAlias } from "./authoring-word.ts"
import type { ts } from "./syntax.ts"

/** The name under which a declaration's own module exports it: its own name if there are several. */
export const exportNameOf = (declaration: ts.NamedDeclaration, checker: ts.TypeChecker): string | undefined => {
  const name = declaration.name
  const symbol = name === undefined ? undefined : checker.getSymbolAtLocation(name)
  return symbol === undefined ? undefined : exportNameOfSymbol(symbol, declaration.getSourceFile(), checker)
}

/** The name under which `sourceFile` exports `symbol`. */
export const exportNameOfSymbol = (
  symbol: ts.Symbol,
  sourceFile: ts.SourceFile,
  checker: ts.TypeChecker,
): string | undefined => {
  const module = checker.getSymbolAtLocation(sourceFile)
  if (module === undefined) return undefined
  const target = resolveAlias(symbol, checker)
  const names = checker
    .getExportsOfModule(module)
    .filter(
      (exported) => resolveAlias(exported, checker) === target || checker.getExportSymbolOfSymbol(target) === exported,
    )
    .map((exported) => exported.name)
  return names.includes(target.name) ? target.name : names[0]
}
