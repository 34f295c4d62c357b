import { isBuiltin } from "node:module"
import { dirname } from "node:path"

import { isAuthoring, resolveAlias } from "./authoring-word.ts"
import { valueSymbolOf } from "./value-symbol-of.ts"
import { isDurable } from "./is-durable.ts"
import { isEventSchema } from "./event-source.ts"
import { isValidationSchema } from "./validation-source.ts"
import { isGlobal } from "./is-global.ts"
import { packageNamed, packageOfFile, type ResolvedPackage } from "./package-of.ts"
import { ts } from "./syntax.ts"

/** What a name in some code stands for that is declared outside of it. */
export interface Reference {
  readonly name: ts.Identifier
  /**
   * The top-level statements of the project that declare it, each `const` of a statement by itself; none if it is
   * declared elsewhere, or is a step or a workflow, whose code is none of the workflow's.
   */
  readonly declarations: readonly ts.Node[]
  /** The packages that it comes from: the one that is imported, and the one that declares it. */
  readonly packages: readonly ResolvedPackage[]
}

/** Which parts of some code are looked at. */
export type Part = "all" | "without event schemas"

/** Every name in `code` whose value comes from outside of it, in order; globals and Node's own modules are left out. */
export const referencesOf = (code: ts.Node, checker: ts.TypeChecker, part: Part = "all"): readonly Reference[] => {
  const known = remembered(checker, part)
  const before = known.get(code)
  if (before !== undefined) return before
  const found: Reference[] = []
  const visit = (node: ts.Node): void => {
    // What a class extends is written like a type.
    if (ts.isExpressionWithTypeArguments(node)) return visit(node.expression)
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return
    if (part !== "all" && node !== code && isSchema(node, checker)) return
    if (ts.isIdentifier(node)) {
      const reference = referenceOf(node, code, checker)
      if (reference !== undefined) found.push(reference)
    }
    ts.forEachChild(node, visit)
  }
  visit(code)
  known.set(code, found)
  return found
}

const isSchema = (node: ts.Node, checker: ts.TypeChecker): boolean =>
  isEventSchema(node, checker) || isValidationSchema(node, checker)

type Known = WeakMap<ts.Node, readonly Reference[]>

const caches: Readonly<Record<Part, WeakMap<ts.TypeChecker, Known>>> = {
  all: new WeakMap(),
  "without event schemas": new WeakMap(),
}

const remembered = (checker: ts.TypeChecker, part: Part): Known => {
  const known: Known = caches[part].get(checker) ?? new WeakMap()
  caches[part].set(checker, known)
  return known
}

const referenceOf = (name: ts.Identifier, code: ts.Node, checker: ts.TypeChecker): Reference | undefined => {
  const symbol = valueSymbolOf(name, checker)
  if (symbol === undefined) return undefined
  const target = resolveAlias(symbol, checker)
  if (isGlobal(target)) return undefined
  if (isDurable(name, checker)) return { name, declarations: [], packages: [] }
  const imported = importedFrom(symbol, checker)
  const declared = (isNamespace(target) ? exportsUsedBy(name, target, checker) : (target.declarations ?? [])).filter(
    (declaration) => isValue(declaration) && !isInside(declaration, code),
  )
  const packages = [imported, ...declared.map((each) => packageOfFile(each.getSourceFile().fileName, checker))].filter(
    (each) => each !== undefined,
  )
  const declarations = declared.filter(isOfProject).map(partOf)
  return declared.length === 0 && imported === undefined ? undefined : { name, declarations, packages }
}

/** The package that a name of an import comes from; `undefined` for the project's own modules, and for Node's. */
const importedFrom = (symbol: ts.Symbol, checker: ts.TypeChecker): ResolvedPackage | undefined => {
  const declaration = symbol.declarations?.[0]
  const statement = declaration && ts.findAncestor(declaration, ts.isImportDeclaration)
  if (declaration === undefined || statement === undefined || !ts.isStringLiteral(statement.moduleSpecifier)) {
    return undefined
  }
  const { text } = statement.moduleSpecifier
  return isBuiltin(text) || text.startsWith(".") || text.startsWith("/") || text.startsWith("#")
    ? undefined
    : resolvedOnly(packageNamed(text, dirname(declaration.getSourceFile().fileName), checker))
}

/** What looks like a package may be an alias of the project's for one of its own folders. */
const resolvedOnly = (found: ResolvedPackage | undefined): ResolvedPackage | undefined =>
  found?.version === undefined ? undefined : found

const isNamespace = ({ declarations }: ts.Symbol): boolean => declarations?.[0]?.kind === ts.SyntaxKind.SourceFile

/** `import * as rates`: in `rates.eur` the name `eur` says which is used; anything else uses all. */
const exportsUsedBy = (name: ts.Identifier, module: ts.Symbol, checker: ts.TypeChecker): readonly ts.Declaration[] => {
  const [file] = module.declarations ?? []
  if (file !== undefined && ts.isSourceFile(file) && file.fileName.endsWith(".json")) return [file]
  const { parent } = name
  if (ts.isPropertyAccessExpression(parent) && parent.expression === name) return []
  return checker.getExportsOfModule(module).flatMap((each) => resolveAlias(each, checker).declarations ?? [])
}

/** Members of objects are part of what declares the object; those of a class may be all that is seen of it. */
const isValue = (declaration: ts.Declaration): boolean =>
  ts.isVariableDeclaration(declaration) ||
  ts.isBindingElement(declaration) ||
  ts.isFunctionDeclaration(declaration) ||
  ts.isClassLike(declaration) ||
  ts.isEnumDeclaration(declaration) ||
  ts.isModuleDeclaration(declaration) ||
  ts.isExportAssignment(declaration) ||
  ts.isSourceFile(declaration) ||
  (ts.isClassElement(declaration) && ts.isClassLike(declaration.parent))

const isInside = (node: ts.Node, code: ts.Node): boolean =>
  ts.findAncestor(node, (above) => above === code) !== undefined

const isOfProject = (declaration: ts.Declaration): boolean => {
  const sourceFile = declaration.getSourceFile()
  const { isDeclarationFile, fileName } = sourceFile
  return !isDeclarationFile && !fileName.includes("/node_modules/") && !isAuthoring(sourceFile)
}

/** The top-level statement that a declaration belongs to, or its one variable. */
const partOf = (declaration: ts.Node): ts.Node => {
  let part = declaration
  let variable: ts.Node | undefined
  while (!ts.isSourceFile(part) && !ts.isSourceFile(part.parent)) {
    if (ts.isVariableDeclaration(part)) variable = part
    part = part.parent
  }
  return variable !== undefined && ts.isVariableStatement(part) ? outermostVariable(variable, part) : part
}

const outermostVariable = (variable: ts.Node, statement: ts.VariableStatement): ts.Node =>
  statement.declarationList.declarations.find((each) => isInside(variable, each)) ?? statement
