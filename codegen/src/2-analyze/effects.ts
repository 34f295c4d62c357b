import type { Lowering } from "../3-lower/lowering.ts"
import type { Op } from "../3-lower/op.ts"
import { ts } from "../1-read/syntax.ts"
import { declarationsOf } from "./local-function.ts"
import { isRebuilt, type Variable } from "./variable.ts"

/** Which variables a statement of a segment uses. */
export interface Effects {
  readonly reads: ReadonlySet<Variable>
  readonly writes: ReadonlySet<Variable>
  /** Functions declared in the body that it refers to, and those that they refer to. */
  readonly functions: ReadonlySet<Variable>
  /** Names of things outside the body. */
  readonly outside: ReadonlySet<string>
}

/** What one statement reads and writes, with what the body's own functions that it names read and write. */
export const effectsOf = (op: Op, { survey, replacements }: Lowering): Effects => {
  const reads = new Set<Variable>(op.reads)
  const writes = new Set<Variable>(op.writes)
  const functions = new Set<Variable>()
  const outside = new Set<string>()
  const visit = (node: ts.Node): void => {
    const replacement = node === op.before?.node ? op.before.replacement : replacements.get(node)
    if (replacement?.kind === "given") return
    if (replacement?.kind === "variable") return void reads.add(replacement.variable)
    if (replacement?.kind === "instead") return visit(replacement.node)
    if (replacement?.kind === "rewritten") for (const variable of replacement.reads) reads.add(variable)
    if (ts.isIdentifier(node)) use(node)
    ts.forEachChild(node, visit)
  }
  const use = (identifier: ts.Identifier): void => {
    if (survey.freeNames.has(identifier)) outside.add(identifier.text)
    const reference = survey.references.get(identifier)
    if (reference === undefined) return
    const { variable } = reference
    if (isRebuilt(variable)) {
      if (functions.has(variable)) return
      functions.add(variable)
      for (const declaration of declarationsOf(variable, survey.checker)) ts.forEachChild(declaration, visit)
      return
    }
    if (reference.reads) reads.add(variable)
    if (reference.writes) writes.add(variable)
  }
  for (const node of op.nodes) visit(node)
  return { reads, writes, functions, outside }
}
