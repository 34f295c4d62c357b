import { authoringWord, resolveAlias } from "./authoring-word.ts"
import type { ImportList } from "./import-list.ts"
import { type CopyProblem, importOfSymbol, type Meaning, type NamingContext } from "./import-of.ts"
import { moduleSpecifier, rebasedSpecifier } from "./module-specifier.ts"
import { ts } from "./syntax.ts"

/** Why a name in a type cannot be written in the generated file. */
export type NamingProblem =
  | {
      readonly kind: "private"
      readonly name: string
      readonly declaration: ts.Declaration
      readonly problem: CopyProblem
    }
  | { readonly kind: "local"; readonly name: string; readonly declaration: ts.Declaration }
  | { readonly kind: "unreachable"; readonly name: string }

/** A type in which every name is one that the generated file imports. */
export type NamedType =
  | { readonly ok: true; readonly node: ts.TypeNode }
  | { readonly ok: false; readonly problem: NamingProblem }

/** Imports every name of a type node, written or printed; the first that cannot be imported is the problem. */
export const nameType = (node: ts.TypeNode, imports: ImportList, context: NamingContext): NamedType => {
  let problem: NamingProblem | undefined
  const refuse = (found: NamingProblem): void => void (problem ??= found)
  const names: Names = {
    erased: (name) => {
      const symbol = symbolOf(name, context.checker)
      return symbol === undefined || isWithin(symbol, node) ? undefined : erasedParameter(symbol)
    },
    withoutMark: ({ typeName, typeArguments }) => {
      if (!ts.isIdentifier(typeName) || typeName.text !== "NoInfer") return undefined
      const symbol = symbolOf(typeName, context.checker)
      const isOurs = symbol !== undefined && importOfSymbol(symbol, context, "type").kind !== "global"
      return isOurs ? undefined : typeArguments?.[0]
    },
    eachOnce: (types) => {
      const texts = types.map((type) => printer.printNode(ts.EmitHint.Unspecified, type, context.sourceFile))
      return types.filter((_, index) => texts.indexOf(texts[index] ?? "") === index)
    },
    reference: (name, meaning) => {
      const symbol = symbolOf(name, context.checker)
      if (symbol === undefined || isWithin(symbol, node)) return name
      const found = importOfSymbol(symbol, context, meaning)
      switch (found.kind) {
        case "global":
          return name
        case "own":
          return found.name === name.text ? name : ts.factory.createIdentifier(found.name)
        case "import": {
          const local = imports.adopt({ ...found.import, typeOnly: true }, context.sourceFile)
          return local === name.text ? name : ts.factory.createIdentifier(local)
        }
        case "private": {
          const problem = context.copies.take(found.symbol)
          if (problem !== undefined) refuse({ ...found, name: name.text, problem })
          return name
        }
        case "local":
          refuse({ ...found, name: name.text })
          return name
      }
    },
    imported: (module, name) => {
      const specifier = specifierOf(module, name, context)
      if (specifier !== undefined) {
        return ts.factory.createIdentifier(imports.take({ specifier, imported: name.text, typeOnly: true }))
      }
      refuse({ kind: "unreachable", name: name.text })
      return name
    },
  }
  const { transformed } = ts.transform(node, [renaming(names)])
  if (problem !== undefined) return { ok: false, problem }
  return { ok: true, node: transformed[0] ?? node }
}

/** What takes the place of a name. */
interface Names {
  /** What takes the place of a type parameter of the function around it. */
  readonly erased: (name: ts.Identifier) => ts.TypeNode | undefined
  /** What stands in `NoInfer<...>`, which says something of the call that the type came from, and nothing of the type. */
  readonly withoutMark: (node: ts.TypeReferenceNode) => ts.TypeNode | undefined
  /** Parts of a union that differed by nothing but such a mark. */
  readonly eachOnce: (types: readonly ts.TypeNode[]) => readonly ts.TypeNode[]
  readonly reference: (name: ts.Identifier, meaning: Meaning) => ts.Identifier
  /** A name of `import("module").Name`. */
  readonly imported: (module: string, name: ts.Identifier) => ts.Identifier
}

const renaming =
  (names: Names): ts.TransformerFactory<ts.TypeNode> =>
  (transformation) => {
    const parameters = (nodes: ts.NodeArray<ts.TypeNode> | undefined) =>
      nodes?.map((node) => ts.visitNode(node, visit, ts.isTypeNode))
    const visit = (node: ts.Node): ts.Node => {
      if (ts.isTypeReferenceNode(node)) {
        const erased = ts.isIdentifier(node.typeName) ? names.erased(node.typeName) : undefined
        if (erased !== undefined) return visit(erased)
        const bare = names.withoutMark(node)
        if (bare !== undefined) return ts.visitNode(bare, visit) ?? bare
        return ts.factory.createTypeReferenceNode(
          withFirst(node.typeName, (first) => names.reference(first, "type")),
          parameters(node.typeArguments),
        )
      }
      if (ts.isTypeQueryNode(node) && !ts.isImportTypeNode(node.exprName)) {
        const named = withFirst(node.exprName, (first) => names.reference(first, "value"))
        return ts.factory.createTypeQueryNode(named, parameters(node.typeArguments))
      }
      if (
        ts.isUnionTypeNode(node) &&
        node.types.some((part) => ts.isTypeReferenceNode(part) && names.withoutMark(part))
      ) {
        const [only, ...others] = names.eachOnce(parameters(node.types) ?? [])
        if (only !== undefined) return others.length === 0 ? only : ts.factory.createUnionTypeNode([only, ...others])
      }
      const module = ts.isImportTypeNode(node) ? moduleOf(node) : undefined
      if (!ts.isImportTypeNode(node) || module === undefined || node.qualifier === undefined) {
        return ts.visitEachChild(node, visit, transformation)
      }
      const name = withFirst(node.qualifier, (first) => names.imported(module, first))
      const create = node.isTypeOf ? ts.factory.createTypeQueryNode : ts.factory.createTypeReferenceNode
      return create(name, parameters(node.typeArguments))
    }
    return (root) => ts.visitNode(root, visit, ts.isTypeNode)
  }

const printer = ts.createPrinter({ removeComments: true })

const withFirst = (name: ts.EntityName, rename: (first: ts.Identifier) => ts.Identifier): ts.EntityName =>
  ts.isQualifiedName(name) ? ts.factory.createQualifiedName(withFirst(name.left, rename), name.right) : rename(name)

const moduleOf = ({ argument }: ts.ImportTypeNode): string | undefined =>
  ts.isLiteralTypeNode(argument) && ts.isStringLiteral(argument.literal) ? argument.literal.text : undefined

/** The checker writes `import("/absolute/file")`, the author what an import would say. */
const specifierOf = (module: string, name: ts.Identifier, context: NamingContext): string | undefined => {
  const { sourceFile, output, options, checker } = context
  const symbol = symbolOf(name, checker)
  // The package that declares our words is not the one that authors have.
  if (authoringWord(symbol, checker) !== undefined) return specifierThatExports(symbol, context) ?? "statewright"
  if (!module.startsWith("/") && !/^[A-Za-z]:/.test(module)) {
    return rebasedSpecifier(module, sourceFile.fileName, output)
  }
  if (!module.includes("/node_modules/")) {
    return moduleSpecifier(output, /\.[mc]?tsx?$/.test(module) ? module : `${module}.ts`, options)
  }
  return specifierThatExports(symbol, context)
}

/** A module that the author's file imports and that exports the symbol. */
const specifierThatExports = (
  symbol: ts.Symbol | undefined,
  { sourceFile, output, checker }: NamingContext,
): string | undefined => {
  if (symbol === undefined) return undefined
  const specifiers = sourceFile.statements
    .filter(ts.isImportDeclaration)
    .map(({ moduleSpecifier: specifier }) => specifier)
  const exporting = specifiers.find((specifier) => {
    const module = checker.getSymbolAtLocation(specifier)
    return (
      module !== undefined &&
      checker
        .getExportsOfModule(module)
        .some((one) => one.name === symbol.name && resolveAlias(one, checker) === symbol)
    )
  })
  return exporting !== undefined && ts.isStringLiteral(exporting)
    ? rebasedSpecifier(exporting.text, sourceFile.fileName, output)
    : undefined
}

/** The checker notes the symbol on the names that it prints; of the author's own names it has to be asked. */
const symbolOf = (name: ts.Identifier, checker: ts.TypeChecker): ts.Symbol | undefined => {
  if (name.pos >= 0) return checker.getSymbolAtLocation(name)
  return "symbol" in name ? (name.symbol as ts.Symbol | undefined) : undefined // the public type of nodes does not tell
}

const isWithin = (symbol: ts.Symbol, node: ts.Node): boolean => {
  const declaration = symbol.declarations?.[0]
  return declaration !== undefined && ts.findAncestor(declaration, (above) => above === node) !== undefined
}

/** A compiled function is run with values of whatever type: of a type parameter only its bound is left. */
const erasedParameter = (symbol: ts.Symbol): ts.TypeNode | undefined => {
  const declaration = symbol.declarations?.[0]
  if (declaration === undefined || !ts.isTypeParameterDeclaration(declaration)) return undefined
  return declaration.constraint ?? ts.factory.createKeywordTypeNode(ts.SyntaxKind.UnknownKeyword)
}
