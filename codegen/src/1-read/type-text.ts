import { diagnostic, type Diagnostic, type Related } from "../diagnostic/diagnostic.ts"
import type { ImportList } from "./import-list.ts"
import type { NamingContext } from "./import-of.ts"
import { nameType, type NamingProblem } from "./name-type.ts"
import { notExported } from "./not-exported.ts"
import { placeOf } from "./place-of.ts"
import { ts } from "./syntax.ts"

/** A variable whose type is wanted. */
export type TypedDeclaration = ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement

/** What the generated file writes as the type of a local, or why it cannot. */
export type TypeText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly diagnostic: Diagnostic }

/** The type of a declared local: the author's annotation, else the checker's printed type; adds what it needs to `imports`. */
export const typeTextOf = (declaration: TypedDeclaration, imports: ImportList, context: NamingContext): TypeText =>
  orAny(declaredText(declaration, imports, context), context)

const declaredText = (declaration: TypedDeclaration, imports: ImportList, context: NamingContext): TypeText => {
  const name = declaration.name.getText()
  const annotation = annotationOf(declaration)
  if (annotation !== undefined) {
    const named = nameType(annotation, imports, context)
    if (named.ok) return { ok: true, text: printType(named.node, context.sourceFile) }
  }
  if (growsByAssignment(declaration, context.checker)) {
    return refused(name, declaration, "it takes its type from what is assigned later")
  }
  return printedText(
    context.checker.getTypeAtLocation(declaration.name),
    { name, at: declaration.name },
    imports,
    context,
  )
}

/** What has the type that is printed, for the diagnostic. */
export interface TypeOwner {
  readonly name: string
  readonly at: ts.Node
}

/** The printed form of a type: of a temporary, or of a narrowed local. */
export const typeTextFor = (type: ts.Type, owner: TypeOwner, imports: ImportList, context: NamingContext): TypeText =>
  orAny(printedText(type, owner, imports, context), context)

/** Where types are not checked, one that has no name holds nothing up. */
const orAny = (text: TypeText, { typecheck }: NamingContext): TypeText =>
  text.ok || typecheck ? text : { ok: true, text: "any" }

const printedText = (type: ts.Type, owner: TypeOwner, imports: ImportList, context: NamingContext): TypeText => {
  const node = context.checker.typeToTypeNode(
    type,
    context.sourceFile,
    ts.NodeBuilderFlags.NoTruncation |
      ts.NodeBuilderFlags.UseStructuralFallback |
      // What comes of `parallel([])`.
      ts.NodeBuilderFlags.AllowEmptyTuple,
  )
  if (node === undefined) return refused(owner.name, owner.at, "TypeScript has no text for it")
  const named = nameType(node, imports, context)
  return named.ok ? { ok: true, text: printType(named.node, context.sourceFile) } : problemWith(named.problem, owner)
}

const problemWith = (problem: NamingProblem, { name, at }: TypeOwner): TypeText => {
  switch (problem.kind) {
    case "private":
      return {
        ok: false,
        diagnostic: notExported(at, problem.name, problem),
      }
    case "local":
      return refused(name, at, `\`${problem.name}\` is declared inside a function`, declaredHere(problem.declaration))
    case "unreachable":
      return refused(name, at, `\`${problem.name}\` comes from a module that this file does not import`)
  }
}

const annotationOf = (declaration: TypedDeclaration): ts.TypeNode | undefined => {
  if (ts.isBindingElement(declaration)) return undefined
  // `x?: T` and `x: T = y` have another type inside than they say.
  const changes =
    ts.isParameter(declaration) && (declaration.questionToken !== undefined || declaration.initializer !== undefined)
  return changes ? undefined : declaration.type
}

/** `let x`, `let x = null` and `const x = []` without an annotation have no type of their own. */
const growsByAssignment = (declaration: TypedDeclaration, checker: ts.TypeChecker): boolean => {
  if (!ts.isVariableDeclaration(declaration) || declaration.type !== undefined || isLoop(declaration.parent.parent)) {
    return false
  }
  const { initializer } = declaration
  const type = checker.getTypeAtLocation(declaration.name)
  if (initializer === undefined) return (type.flags & ts.TypeFlags.Any) !== 0
  if (ts.isArrayLiteralExpression(initializer) && initializer.elements.length === 0) {
    return checker.typeToString(type) === "any[]"
  }
  const empty =
    initializer.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(initializer) && initializer.text === "undefined")
  return empty && (type.flags & ts.TypeFlags.Any) !== 0
}

const isLoop = (node: ts.Node): boolean => ts.isForInStatement(node) || ts.isForOfStatement(node)

const printer = ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed })

const printType = (node: ts.TypeNode, sourceFile: ts.SourceFile): string => {
  const text = printer.printNode(ts.EmitHint.Unspecified, node, sourceFile)
  // Inside quotes or backquotes a space or semicolon is part of the type.
  return /["'`]/.test(text) ? text : text.replaceAll(/\s*\n\s*/g, " ").replaceAll("; }", " }")
}

const refused = (name: string, at: ts.Node, reason: string, related: readonly Related[] = []): TypeText => ({
  ok: false,
  diagnostic: diagnostic("SW5003", placeOf(at), { name, reason }, related),
})

const declaredHere = (declaration: ts.Declaration): Related[] => [
  { ...placeOf(ts.getNameOfDeclaration(declaration) ?? declaration), label: "declared here" },
]
