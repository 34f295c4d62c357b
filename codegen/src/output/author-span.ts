import type { Chart, Span, State } from "@statewright/model"

import type { ts } from "../1-read/syntax.ts"
import { codeObjectsOf } from "../4-emit/source-map.ts"

/** The author's code that a place in a machine module was made from: that of the segment around it. */
export const authorSpan = (module: ts.SourceFile, position: number, charts: readonly Chart[]): Span | undefined => {
  const objects = module.statements.flatMap(codeObjectsOf)
  const at = objects.findIndex((object) => object.pos <= position && position < object.end)
  const method = objects[at]?.properties.find((property) => property.pos <= position && position < property.end)
  const name = method?.name?.getText(module)
  // A machine module has one object of segments a chart, in the same order.
  const states = charts[at]?.procedures.flatMap((procedure) => procedure.states) ?? []
  return name === undefined
    ? undefined
    : flat(states).find((state) => state.kind === "segment" && state.code === name)?.span
}

const flat = (states: readonly State[]): State[] =>
  states.flatMap((state) => (state.kind === "region" ? flat(state.states) : [state]))
