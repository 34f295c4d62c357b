import { valueSymbolOf } from "./value-symbol-of.ts"
import { ts } from "./syntax.ts"

/** Where an imported name comes from. */
export interface ImportedFrom {
  /** As the import says it. */
  readonly module: string
  /** The exported name; `default`, or `*` for the whole module. */
  readonly name: string
  readonly declaration: ts.Declaration
}

/** What the file of an identifier imports under that name, if it imports it. */
export const importedFrom = (identifier: ts.Identifier, checker: ts.TypeChecker): ImportedFrom | undefined => {
  const symbol = valueSymbolOf(identifier, checker)
  const declaration = symbol?.declarations?.[0]
  const statement = declaration && ts.findAncestor(declaration, ts.isImportDeclaration)
  if (declaration === undefined || statement === undefined || !ts.isStringLiteral(statement.moduleSpecifier)) {
    return undefined
  }
  return { module: statement.moduleSpecifier.text, name: nameOf(declaration), declaration }
}

const nameOf = (declaration: ts.Declaration): string => {
  if (ts.isImportSpecifier(declaration)) return (declaration.propertyName ?? declaration.name).text
  return ts.isNamespaceImport(declaration) ? "*" : "default"
}
