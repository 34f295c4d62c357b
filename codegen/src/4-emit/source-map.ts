import { ts } from "../1-read/syntax.ts"
import type { Origins } from "../3-lower/origins-of.ts"
import { align } from "./align.ts"
import { codeTokens } from "./code-tokens.ts"
import { generatedNote } from "./generated-header.ts"
import { type Mapping, mappingsText } from "./mappings-text.ts"

/** A machine module, and what it was made from. */
export interface MappedModule {
  readonly text: string
  /** The author's file, relative to the project. */
  readonly path: string
  /** The path of a file of the author's, relative to the machine module. */
  readonly pathOf: (sourceFile: ts.SourceFile) => string
  /** Of each object of segments in the module, in order. */
  readonly origins: readonly Origins[]
}

/**
 * The text of `X.machine.ts.map`, a source map: debuggers and bundlers follow it, and the engine names the author's file
 * and line by it in the stack trace of an error.
 */
export const sourceMap = ({ text, path, pathOf, origins }: MappedModule): string => {
  const module = ts.createSourceFile("machine.ts", text, ts.ScriptTarget.Latest, true)
  const objects = module.statements.flatMap(codeObjectsOf)
  const mappings = objects.flatMap((object, at) =>
    object.properties.flatMap((method): Mapping[] => {
      const nodes = origins[at]?.get(method.name?.getText(module) ?? "") ?? []
      return mappingsOf(method, module, nodes)
    }),
  )
  const sources = [...new Set(mappings.map(({ source }) => source))]
  return [
    "{",
    `  "generated": ${JSON.stringify(generatedNote(path))},`,
    `  "version": 3,`,
    `  "sources": ${JSON.stringify(sources.map(pathOf))},`,
    `  "names": [],`,
    `  "mappings": ${JSON.stringify(mappingsText(mappings, sources))}`,
    "}\n",
  ].join("\n")
}

const mappingsOf = (method: ts.Node, module: ts.SourceFile, nodes: readonly ts.Node[]): Mapping[] => {
  const [first] = nodes
  if (first === undefined) return []
  const opening = openingOf(method)
  const generated = codeTokens(method, module).filter(({ start }) => !(opening.pos <= start && start < opening.end))
  const written = nodes.flatMap((node) => codeTokens(node, node.getSourceFile()))
  const found = align(
    generated.map(({ text }) => text),
    written.map(({ text }) => text),
  )
  const mapping = (from: number, source: ts.SourceFile, to: number): Mapping => ({
    generated: module.getLineAndCharacterOfPosition(from),
    source,
    original: source.getLineAndCharacterOfPosition(to),
  })
  return [
    mapping(method.getStart(module), first.getSourceFile(), first.getStart()),
    ...generated.flatMap(({ start }, at) => {
      const origin = written[found[at] ?? -1]
      return origin === undefined ? [] : [mapping(start, origin.sourceFile, origin.start)]
    }),
  ]
}

/** `const { a, b } = f`, which is none of the author's code. */
const openingOf = (method: ts.Node): ts.TextRange => {
  const [first] = ts.isMethodDeclaration(method) ? (method.body?.statements ?? []) : []
  const [declaration] = first !== undefined && ts.isVariableStatement(first) ? first.declarationList.declarations : []
  const isOpening =
    declaration?.initializer !== undefined &&
    ts.isObjectBindingPattern(declaration.name) &&
    ts.isIdentifier(declaration.initializer)
  return isOpening ? declaration : { pos: 0, end: 0 }
}

/** `const collectCode = { ... }`: its properties are methods. */
export const codeObjectsOf = (statement: ts.Statement): ts.ObjectLiteralExpression[] => {
  if (!ts.isVariableStatement(statement)) return []
  return statement.declarationList.declarations.flatMap(({ initializer }) =>
    initializer !== undefined &&
    ts.isObjectLiteralExpression(initializer) &&
    initializer.properties.some(ts.isMethodDeclaration)
      ? [initializer]
      : [],
  )
}
