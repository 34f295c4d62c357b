import {
  type CopyList,
  type CopyProblem,
  importOfSymbol,
  leftBehind,
  meaningIn,
  type NamingContext,
} from "../1-read/import-of.ts"
import type { ImportList } from "../1-read/import-list.ts"
import { ts } from "../1-read/syntax.ts"
import { comparedByIdentity, letOut } from "../2-analyze/copy-identity.ts"
import { type Copyable, copyShape } from "../2-analyze/copy-shape.ts"
import { symbolOf } from "../2-analyze/symbol-of.ts"
import { printCopy } from "./print-copy.ts"

/** The copies that one generated file holds. */
export interface Copies extends CopyList {
  /** Their texts in the order of the author's file. */
  readonly texts: () => readonly string[]
  /** What was copied, in the same order. */
  readonly nodes: () => readonly Copyable[]
}

/** An empty list of copies for the generated file that `naming` is about. */
export const copyList = (naming: Omit<NamingContext, "copies">, imports: ImportList): Copies => {
  const { checker, sourceFile } = naming
  const problems = new Map<ts.Symbol, CopyProblem | undefined>()
  const taken = new Map<Copyable, string>()

  const take = (symbol: ts.Symbol): CopyProblem | undefined => {
    if (problems.has(symbol)) return problems.get(symbol)
    const parts = new Map<ts.Symbol, readonly Copyable[]>()
    const problem = gather(symbol, parts)
    problems.set(symbol, problem)
    if (problem !== undefined) return problem
    for (const part of [...parts.values()].flat()) {
      if (!taken.has(part)) taken.set(part, printCopy(part, { naming: context, imports }))
    }
    return undefined
  }
  const context: NamingContext = { ...naming, copies: { take } }

  /** Collects a declaration and all that it needs beside imports. */
  const gather = (symbol: ts.Symbol, parts: Map<ts.Symbol, readonly Copyable[]>): CopyProblem | undefined => {
    if (parts.has(symbol)) return undefined
    const own: Copyable[] = []
    parts.set(symbol, own)
    const half = halfExported(symbol, checker)
    if (half !== undefined) return half
    for (const declaration of symbol.declarations ?? []) {
      if (declaration.getSourceFile() !== sourceFile) return { at: declaration, reason: "it stands in another file" }
      const shape = copyShape(declaration, checker)
      if (!shape.ok) return shape
      own.push(shape.node)
      const out = shape.kind === "function" || shape.kind === "tree" ? letOut(symbol, shape.kind, checker) : undefined
      if (out !== undefined) return { at: out, reason: "a copy could be told from it here" }
      const compared = shape.kind === "tree" ? comparedByIdentity(symbol, checker) : undefined
      if (compared !== undefined) return { at: compared, reason: "it is compared by identity here" }
    }
    for (const name of own.flatMap((each) => outerNames(each, checker))) {
      const found = importOfSymbol(name.symbol, context, meaningIn(name.identifier))
      if (found.kind === "local") return { at: name.identifier, reason: "it is declared in a block" }
      const problem = found.kind === "private" ? gather(found.symbol, parts) : undefined
      if (problem !== undefined) return problem
    }
    return undefined
  }

  const inOrder = () => [...taken].toSorted(([a], [b]) => a.pos - b.pos)

  return {
    take,
    nodes: () => inOrder().map(([part]) => part),
    texts: () => {
      const texts: string[] = []
      let isOverload = false
      for (const [part, text] of inOrder()) {
        if (isOverload) texts.push(`${texts.pop() ?? ""}\n${text}`)
        else texts.push(text)
        isOverload = ts.isFunctionDeclaration(part) && part.body === undefined
      }
      return texts
    },
  }
}

/** A copy would have the name that the other meaning is imported under. */
const halfExported = (symbol: ts.Symbol, checker: ts.TypeChecker): CopyProblem | undefined => {
  const type = leftBehind(symbol, "type", checker)
  if (type !== undefined) return { at: type, reason: `of \`${symbol.name}\` the value is exported, but not the type` }
  const value = leftBehind(symbol, "value", checker)
  return value && { at: value, reason: `of \`${symbol.name}\` the type is exported, but not the value` }
}

interface OuterName {
  readonly identifier: ts.Identifier
  readonly symbol: ts.Symbol
}

/** The names in a declaration that stand for something outside of it. */
const outerNames = (declaration: ts.Node, checker: ts.TypeChecker): readonly OuterName[] => {
  const names: OuterName[] = []
  const visit = (node: ts.Node): void => {
    const symbol = ts.isIdentifier(node) ? symbolOf(node, checker) : undefined
    if (ts.isIdentifier(node) && symbol !== undefined && !isWithin(symbol, declaration)) {
      names.push({ identifier: node, symbol })
    }
    ts.forEachChild(node, visit)
  }
  visit(declaration)
  return names
}

const isWithin = ({ declarations }: ts.Symbol, node: ts.Node): boolean =>
  declarations?.some((each) => ts.findAncestor(each, (above) => above === node) !== undefined) ?? false
