import type { DraftSegment } from "../3-lower/draft.ts"
import type { Lowering } from "../3-lower/lowering.ts"
import { firstFree } from "./first-free.ts"
import { ts } from "../1-read/syntax.ts"
import type { SegmentUse } from "./segment-use.ts"
import { isFixed, type Variable } from "./variable.ts"

/** The names in the generated code of one body. */
export interface Names {
  /** The author's name, unless two variables of that name now meet in one place. */
  readonly of: (variable: Variable) => string
  /** The parameter that holds the frame. */
  readonly frame: string
  /** The parameter that takes what a segment is given, where the author gave it no name. */
  readonly given: string
  /** The parameter that holds the frame of a procedure around this one; 0 is the innermost. */
  readonly outer: (depth: number) => string
}

/** Names every variable: scopes that were apart may now share a segment or the frame. */
export const nameVariables = (
  lowering: Lowering,
  { used, outside, frame }: SegmentUse,
  around?: Pick<Names, "of">,
): Names => {
  const written = namesIn(lowering.survey.body)
  const segmentsOf = new Map<Variable, DraftSegment[]>()
  for (const [segment, variables] of used) {
    for (const variable of variables) segmentsOf.set(variable, [...(segmentsOf.get(variable) ?? []), segment])
  }
  const names = new Map<Variable, string>()
  const byName = new Map<string, Variable[]>()
  const meet = (a: Variable, b: Variable): boolean => {
    // Those around are looked up by name behind the frame's own.
    if ((frame.has(a) || a.kind === "outer") && (frame.has(b) || b.kind === "outer")) return true
    const segments = segmentsOf.get(b) ?? []
    return (segmentsOf.get(a) ?? []).some((segment) => segments.includes(segment))
  }
  const hidesOutside = (variable: Variable, name: string): boolean =>
    (isFixed(variable) || !frame.has(variable)) &&
    (segmentsOf.get(variable) ?? []).some((segment) => outside.get(segment)?.has(name) === true)
  const own = [...lowering.survey.variables, ...lowering.made].filter(({ kind }) => kind !== "outer")
  for (const variable of lowering.survey.variables) {
    if (variable.outer === undefined) continue
    const name = around?.of(variable.outer.variable) ?? variable.name
    names.set(variable, name)
    byName.set(name, [...(byName.get(name) ?? []), variable])
  }
  for (const variable of own) {
    const name = firstFree(variable.name, (wanted) => {
      // As a field of the frame it would be its prototype.
      if (wanted === "__proto__" && frame.has(variable)) return true
      if (wanted !== variable.name && written.has(wanted)) return true
      return hidesOutside(variable, wanted) || (byName.get(wanted) ?? []).some((other) => meet(other, variable))
    })
    names.set(variable, name)
    byName.set(name, [...(byName.get(name) ?? []), variable])
  }
  const free = (...wanted: readonly [string, ...string[]]): string =>
    wanted.find((name) => !written.has(name)) ?? firstFree(wanted[0], (name) => written.has(name))
  return {
    of: (variable) => names.get(variable) ?? around?.of(variable) ?? variable.name,
    frame: free("f", "frame"),
    given: free("value", "answer"),
    outer: (depth) => free(depth === 0 ? "outer" : `outer_${depth + 1}`),
  }
}

/** Every name that a body writes, but for those of members. */
const namesIn = (body: ts.Node): ReadonlySet<string> => {
  const names = new Set<string>()
  const visit = (node: ts.Node): void => {
    const { parent } = node
    const isMember =
      (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent)) &&
      parent.name === node
    if (ts.isIdentifier(node) && !isMember) names.add(node.text)
    ts.forEachChild(node, visit)
  }
  visit(body)
  return names
}
