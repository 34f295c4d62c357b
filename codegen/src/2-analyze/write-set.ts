import type { WriteSet } from "@statewright/model"

import type { DraftSegment } from "../3-lower/draft.ts"
import type { Lowering } from "../3-lower/lowering.ts"
import { ts } from "../1-read/syntax.ts"
import type { Names } from "./names.ts"
import type { SegmentUse } from "./segment-use.ts"
import type { Variable } from "./variable.ts"

/** Which locals a segment may change, and how. */
export type WriteSetOf = (segment: DraftSegment) => WriteSet

/** Answers write sets (SEMANTICS 3): what a segment assigns, and where it changes an object. */
export const writeSets = (lowering: Lowering, use: SegmentUse, names: Names): WriteSetOf => {
  const { checker } = lowering.survey
  const order = [...lowering.survey.variables, ...lowering.made].filter((variable) => use.frame.has(variable))
  const isObject = (variable: Variable): boolean => {
    if (variable.kind === "record" || variable.kind === "cursor" || variable.kind === "temporary") return true
    const type = checker.getTypeAtLocation(variable.declaration)
    return (type.isUnion() ? type.types : [type]).some(({ flags }) => (flags & (ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BooleanLike | ts.TypeFlags.BigIntLike | ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.Void)) === 0)
  }
  return (segment) => {
    const assigned = new Set<Variable>()
    for (const op of segment.ops) {
      const effects = use.effects.get(op)
      for (const set of [op.defines ?? [], op.writes ?? [], effects?.writes ?? []]) for (const variable of set) assigned.add(variable)
    }
    return {
      assigns: order.filter((variable) => assigned.has(variable)).map(names.of),
      appends: [],
      mutates: order.filter((variable) => !assigned.has(variable) && isObject(variable)).map(names.of),
    }
  }
}
