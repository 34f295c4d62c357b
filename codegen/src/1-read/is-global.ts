import { ts } from "./syntax.ts"

/** Whether a symbol is declared by declaration files for every module: `Date`, `fetch`, `process`. */
export const isGlobal = (symbol: ts.Symbol): boolean => {
  const declarations = symbol.declarations ?? []
  // The compiler makes up the symbols of `globalThis` and `undefined`.
  if (declarations.length === 0) return symbol.name === "globalThis" || symbol.name === "undefined"
  return declarations.every(isGlobalDeclaration)
}

const isGlobalDeclaration = (declaration: ts.Declaration): boolean => {
  const sourceFile = declaration.getSourceFile()
  if (!sourceFile.isDeclarationFile) return false
  const module = ts.findAncestor(
    declaration.parent,
    (above): above is ts.ModuleDeclaration => ts.isModuleDeclaration(above) && opensScope(above),
  )
  return module === undefined ? !ts.isExternalModule(sourceFile) : isGlobalBlock(module)
}

/** `declare module "x"` and `declare global`, but not `namespace X`. */
const opensScope = (module: ts.ModuleDeclaration): boolean => ts.isStringLiteral(module.name) || isGlobalBlock(module)

const isGlobalBlock = (module: ts.ModuleDeclaration): boolean => (module.flags & ts.NodeFlags.GlobalAugmentation) !== 0
