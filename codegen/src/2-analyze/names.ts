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
}

/** Names every variable: scopes that were apart may now share a segment or the frame. */
export const nameVariables = (lowering: Lowering, { used, outside, frame }: SegmentUse): Names => {
  const written = namesIn(lowering.survey.body)
  const segmentsOf = new Map<Variable, DraftSegment[]>()
  for (const [segment, variables] of used) {
    for (const variable of variables) segmentsOf.set(variable, [...(segmentsOf.get(variable) ?? []), segment])
  }
  const names = new Map<Variable, string>()
  const byName = new Map<string, Variable[]>()
  const meet = (a: Variable, b: Variable): boolean => {
    if (frame.has(a) && frame.has(b)) return true
    const segments = segmentsOf.get(b) ?? []
    return (segmentsOf.get(a) ?? []).some((segment) => segments.includes(segment))
  }
  const hidesOutside = (variable: Variable, name: string): boolean =>
    (isFixed(variable) || !frame.has(variable)) &&
    (segmentsOf.get(variable) ?? []).some((segment) => outside.get(segment)?.has(name) === true)
  for (const variable of [...lowering.survey.variables, ...lowering.made]) {
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
    of: (variable) => names.get(variable) ?? variable.name,
    frame: free("f", "frame"),
    given: free("value", "answer"),
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
