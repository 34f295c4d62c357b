import { typeTextFor } from "../1-read/type-text.ts"
import { ts } from "../1-read/syntax.ts"
import type { Variable } from "../2-analyze/variable.ts"
import { functionOf, isFunctionExpression } from "../2-analyze/local-function.ts"
import type { DraftSegment } from "./draft.ts"
import { narrowedMembers } from "./narrowed-members.ts"
import type { Before } from "./op.ts"
import type { Printing } from "./printing.ts"
import { rebuiltFunctions } from "./rebuilt-text.ts"

/**
 * The locals whose type is narrower in a segment than where they are declared, because of a test before a wait:
 * `name: string` for a `name: string | undefined` that was tested.
 */
export const narrowedLocals = (segment: DraftSegment, printing: Printing): readonly string[] => {
  const { lowering, use, names, context } = printing
  const { survey, replacements, madeTypes } = lowering
  const { checker } = survey
  const found = new Map<Variable, string>()
  const written = new Set<Variable>()
  for (const op of segment.ops) {
    for (const set of [op.defines ?? [], op.writes ?? [], use.effects.get(op)?.writes ?? []]) {
      for (const variable of set) written.add(variable)
    }
  }
  const seen = new Set<Variable>()
  const note = (variable: Variable, node: ts.Node, declared: ts.Type | undefined): void => {
    if (seen.has(variable) || !use.frame.has(variable)) return
    if (inside?.has(variable) === true) return
    ;(inside ?? seen).add(variable)
    const type = checker.getTypeAtLocation(node)
    if (type.flags & ts.TypeFlags.Never) return
    const isWritten = written.has(variable)
    // One that is assigned here may well take another literal of its type.
    if (
      declared !== undefined &&
      checker.isTypeAssignableTo(declared, isWritten ? checker.getBaseTypeOfLiteralType(type) : type)
    ) {
      return
    }
    seen.add(variable)
    const text = textOf(variable, node, type)
    const whole = isWritten && declared !== undefined ? textOf(variable, node, declared) : undefined
    if (text !== undefined) found.set(variable, memberText(names.of(variable), text, whole))
  }
  const textOf = (variable: Variable, at: ts.Node, type: ts.Type): string | undefined => {
    const text = typeTextFor(type, { name: variable.name, at }, context.imports, context.naming)
    return text.ok ? text.text : undefined
  }
  /** What the function at hand has named: only what it names first is as narrow as where it is written. */
  let inside: Set<Variable> | undefined
  const visitFunction = (node: ts.Node): void => {
    const before = inside
    inside ??= new Set()
    ts.forEachChild(node, visitInside)
    inside = before
  }
  const visitInside = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) visit(node)
    else ts.forEachChild(node, visitInside)
  }
  const visit = (node: ts.Node, before?: Before): void => {
    const replacement = node === before?.node ? before.replacement : replacements.get(node)
    if (replacement?.kind === "given") return
    if (replacement?.kind === "variable") {
      const type = madeTypes.get(replacement.variable)
      if (type?.kind === "nodes" && type.nodes.length > 1) note(replacement.variable, node, undefined)
      return
    }
    if (replacement?.kind === "instead") return visit(replacement.node, before)
    if (ts.isFunctionLike(node)) return isFunctionExpression(node) ? visitFunction(node) : undefined
    const reference = ts.isIdentifier(node) ? survey.references.get(node) : undefined
    if (reference?.reads === true && !ts.isTypeQueryNode(node.parent)) {
      note(reference.variable, node, checker.getTypeAtLocation(reference.variable.declaration))
    }
    ts.forEachChild(node, (child) => visit(child, before))
  }
  for (const variable of rebuiltFunctions(segment, use.used.get(segment) ?? new Set())) {
    const source = functionOf(variable)
    if (source !== undefined) visitFunction(source)
  }
  for (const op of segment.ops) for (const node of op.nodes) visit(node, op.before)
  for (const [variable, members] of narrowedMembers(segment, printing, written)) {
    const whole = found.get(variable)
    found.set(variable, whole === undefined ? `${names.of(variable)}: ${members}` : withMembers(whole, members))
  }
  return [...found.values()]
}

/** `name: Type` with what is known of its members. */
const withMembers = (text: string, members: string): string => text.replace(/^([^:]+): (.*)$/s, `$1: ($2) & ${members}`)

/** A local that is read as one type; it may be assigned the `whole` of its own. */
const memberText = (name: string, text: string, whole: string | undefined): string =>
  whole === undefined ? `${name}: ${text}` : `get ${name}(): ${text}; set ${name}(value: ${whole})`
