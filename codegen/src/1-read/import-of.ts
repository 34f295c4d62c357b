import { resolveAlias } from "./authoring-word.ts"
import { isGlobal } from "./is-global.ts"
import { exportNameOfSymbol } from "./export-name.ts"
import type { Import } from "./import-list.ts"
import { moduleSpecifier, rebasedSpecifier } from "./module-specifier.ts"
import { valueSymbolOf } from "./value-symbol-of.ts"
import { ts } from "./syntax.ts"

/** For which generated file a name is asked. */
export interface NamingContext {
  readonly checker: ts.TypeChecker
  readonly options: ts.CompilerOptions
  /** The author's file. */
  readonly sourceFile: ts.SourceFile
  /** The generated file, absolute, with `/`. */
  readonly output: string
  /** Whether a type that cannot be named is an error; it is `any` where it is not. */
  readonly typecheck: boolean
  /** Takes what is copied into the generated file, because no module exports it. */
  readonly copies: CopyList
  /** The types that the workflow at hand declares in its body. */
  readonly localTypes?: LocalTypes
}

/** Types that a body declares, by the names that they have in the generated file. */
export interface LocalTypes {
  /** Answers a type's name, and notes that it is used. */
  readonly nameOf: (symbol: ts.Symbol | undefined) => string | undefined
  readonly used: Set<ts.Symbol>
}

/** Collects what one generated file copies of the author's. */
export interface CopyList {
  /** Copies what a symbol stands for, under its name, with all that it needs; or says why not. */
  readonly take: (symbol: ts.Symbol) => CopyProblem | undefined
}

/** Why something cannot be copied. */
export interface CopyProblem {
  readonly at: ts.Node
  readonly reason: string
}

/** How a generated file gets at what a name of the author's file stands for. */
export type ImportOf =
  | { readonly kind: "global" }
  /** A type that the body declares, under its name in the generated file. */
  | { readonly kind: "own"; readonly name: string }
  /** Declared inside a function. */
  | { readonly kind: "local"; readonly declaration: ts.Declaration }
  | { readonly kind: "import"; readonly import: Import }
  /** Declared by a module that does not export it. */
  | { readonly kind: "private"; readonly symbol: ts.Symbol; readonly declaration: ts.Declaration }

/** How the generated file gets at what an identifier of the author's file stands for. */
export const importOf = (identifier: ts.Identifier, context: NamingContext): ImportOf => {
  const symbol = valueSymbolOf(identifier, context.checker)
  const found: ImportOf =
    symbol === undefined ? { kind: "global" } : importOfSymbol(symbol, context, meaningIn(identifier))
  // A name may be a value and a type; where only the type is used, only the type is imported.
  return found.kind === "import" && isInType(identifier)
    ? { ...found, import: { ...found.import, typeOnly: true } }
    : found
}

/** One name may be a value and a type, of which its module exports only one. */
export type Meaning = "type" | "value"

/** As which of the two a name is used. */
export const meaningIn = (identifier: ts.Identifier): Meaning =>
  isInType(identifier) && ts.findAncestor(identifier, isNoPart)?.kind !== ts.SyntaxKind.TypeQuery ? "type" : "value"

const isNoPart = (node: ts.Node): boolean => !ts.isIdentifier(node) && !ts.isQualifiedName(node)

/** What a name means, where its module exports only the other meaning of it. */
export const leftBehind = (
  symbol: ts.Symbol,
  meaning: Meaning,
  checker: ts.TypeChecker,
): ts.Declaration | undefined => {
  const exported = checker.getExportSymbolOfSymbol(symbol)
  const wanted = meaning === "type" ? ts.SymbolFlags.Type : ts.SymbolFlags.Value
  if (exported === symbol || (exported.flags & wanted) !== 0) return undefined
  return symbol.declarations?.find((each) => !exported.declarations?.includes(each))
}

const isInType = (identifier: ts.Identifier): boolean => ts.findAncestor(identifier, ts.isTypeNode) !== undefined

/** How the generated file gets at a symbol, as the author's file does, or from the module that declares it. */
export const importOfSymbol = (symbol: ts.Symbol, context: NamingContext, meaning: Meaning): ImportOf => {
  const declaration = symbol.declarations?.[0]
  if (declaration === undefined || isGlobal(symbol)) return { kind: "global" }
  const own = declaration.getSourceFile() === context.sourceFile
  if (own && symbol.flags & ts.SymbolFlags.Alias) {
    const written = writtenImport(symbol, declaration, context)
    if (written !== undefined) return { kind: "import", import: written }
  }
  const name = context.localTypes?.nameOf(symbol)
  if (name !== undefined) return { kind: "own", name }
  if (!isModuleLevel(declaration)) return { kind: "local", declaration }
  const home = declaration.getSourceFile()
  const imported = exportNameOfSymbol(symbol, home, context.checker)
  if (imported === undefined) return { kind: "private", symbol, declaration }
  const other = leftBehind(symbol, meaning, context.checker)
  if (other !== undefined) return { kind: "private", symbol, declaration: other }
  return {
    kind: "import",
    import: {
      specifier: moduleSpecifier(context.output, home.fileName, context.options),
      imported,
      local: symbol.name,
      typeOnly: isTypeOnly(symbol, context.checker),
    },
  }
}

/** The author's own import of a name, for the generated file. */
const writtenImport = (symbol: ts.Symbol, declaration: ts.Declaration, context: NamingContext): Import | undefined => {
  const statement = ts.findAncestor(declaration, ts.isImportDeclaration)
  if (statement === undefined || !ts.isStringLiteral(statement.moduleSpecifier)) return undefined
  return {
    specifier: rebasedSpecifier(statement.moduleSpecifier.text, context.sourceFile.fileName, context.output),
    imported: importedName(declaration, symbol.name),
    local: symbol.name,
    typeOnly: isTypeOnly(symbol, context.checker),
  }
}

const importedName = (declaration: ts.Declaration, local: string): string => {
  if (ts.isNamespaceImport(declaration)) return "*"
  if (ts.isImportClause(declaration)) return "default"
  return ts.isImportSpecifier(declaration) ? (declaration.propertyName ?? declaration.name).text : local
}

const isTypeOnly = (symbol: ts.Symbol, checker: ts.TypeChecker): boolean =>
  (resolveAlias(symbol, checker).flags & ts.SymbolFlags.Value) === 0

const isModuleLevel = (declaration: ts.Declaration): boolean =>
  ts.findAncestor(
    declaration.parent,
    (above) => ts.isFunctionLike(above) || ts.isClassStaticBlockDeclaration(above),
  ) === undefined && inModuleScope(declaration)

/** A block at the top level has names of its own that nobody can export. */
const inModuleScope = (declaration: ts.Declaration): boolean =>
  ts.findAncestor(declaration.parent, ts.isBlock) === undefined
