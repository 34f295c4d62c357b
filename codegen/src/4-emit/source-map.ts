import { ts } from "../1-read/syntax.ts"
import type { Origins } from "../3-lower/origins-of.ts"
import { align } from "./align.ts"
import { codeTokens, type Token } from "./code-tokens.ts"
import { generatedNote } from "./generated-header.ts"
import { type Mapping, mappingsText } from "./mappings-text.ts"

/** A machine module, and what it was made from. */
export interface MappedModule {
  readonly text: string
  /** The author's file, relative to the project. */
  readonly path: string
  /** The path of a file of the author's, relative to the machine module. */
  readonly pathOf: (sourceFile: ts.SourceFile) => string
  /** The author's declarations that the module holds copies of, in order. */
  readonly copies: readonly ts.Declaration[]
  /** Of each object of segments in the module, in order. */
  readonly origins: readonly Origins[]
}

/**
 * The text of `X.machine.ts.map`, a source map: debuggers and bundlers follow it, and the engine names the author's file
 * and line by it in the stack trace of an error.
 */
export const sourceMap = ({ text, path, pathOf, copies, origins }: MappedModule): string => {
  const module = ts.createSourceFile("machine.ts", text, ts.ScriptTarget.Latest, true)
  const objects = module.statements.flatMap(codeObjectsOf)
  const segments = objects.flatMap((object, at) =>
    object.properties.flatMap((method): Mapping[] => {
      const nodes = origins[at]?.get(method.name?.getText(module) ?? "") ?? []
      return mappingsOf(method, module, nodes)
    }),
  )
  // Copies stand above all segments.
  const mappings = [...mappingsOfCopies(module, copies), ...segments]
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
  const head = { text: "", start: method.getStart(module), sourceFile: module }
  const begin = { text: "", start: first.getStart(), sourceFile: first.getSourceFile() }
  const written = nodes.flatMap((node) => codeTokens(node, node.getSourceFile()))
  return [mapping(head, begin), ...aligned(generated, written)]
}

/** A copy has the author's words, but for those that are recorded. */
const mappingsOfCopies = (module: ts.SourceFile, copies: readonly ts.Declaration[]): Mapping[] => {
  const copied = copies.filter(hasCode)
  const names = new Set(copied.map(nameOf))
  const printed = module.statements
    .flatMap((each): readonly ts.Declaration[] =>
      ts.isVariableStatement(each) ? each.declarationList.declarations : isDeclaration(each) ? [each] : [],
    )
    .filter((each) => hasCode(each) && names.has(nameOf(each)))
  const tokens = (node: ts.Node): readonly Token[] => codeTokens(node, node.getSourceFile())
  return printed.flatMap((each) => {
    const origin = copied.find((copy) => nameOf(copy) === nameOf(each))
    return origin === undefined ? [] : aligned(tokens(each), tokens(origin))
  })
}

const isDeclaration = (node: ts.Node): node is ts.FunctionDeclaration | ts.EnumDeclaration =>
  ts.isFunctionDeclaration(node) || ts.isEnumDeclaration(node)

/** A type, or the head of an overload, throws nothing. */
const hasCode = (node: ts.Declaration): boolean =>
  ts.isFunctionDeclaration(node)
    ? node.body !== undefined
    : ts.isVariableDeclaration(node) || ts.isEnumDeclaration(node)

const nameOf = (node: ts.Declaration): string => ts.getNameOfDeclaration(node)?.getText() ?? ""

/** Each word of generated code that the author wrote, and where. */
const aligned = (generated: readonly Token[], written: readonly Token[]): Mapping[] => {
  const found = align(
    generated.map(({ text }) => text),
    written.map(({ text }) => text),
  )
  return generated.flatMap((token, at) => {
    const origin = written[found[at] ?? -1]
    return origin === undefined ? [] : [mapping(token, origin)]
  })
}

const mapping = (generated: Token, { start, sourceFile }: Token): Mapping => ({
  generated: generated.sourceFile.getLineAndCharacterOfPosition(generated.start),
  source: sourceFile,
  original: sourceFile.getLineAndCharacterOfPosition(start),
})

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
