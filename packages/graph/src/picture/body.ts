import type { Procedure } from "@statewright/model"
import { chartIndex } from "./chart-index.ts"
import type { ChartIndex } from "./chart-index.ts"
import { decisionText } from "./decision.ts"
import { folding } from "./folding.ts"
import type { Folding } from "./folding.ts"
import type { PictureNode } from "./picture.ts"

/** A procedure with what all of its nodes and arrows are made from. */
export interface Body {
  readonly procedure: Procedure
  readonly index: ChartIndex
  readonly fold: Folding
  /** What its decisions ask. */
  readonly questions: readonly string[]
}

/** The nodes of a procedure that is drawn where it is called; `undefined` where it has a picture of its own. */
export type Hosting = (procedure: string | undefined) => readonly PictureNode[] | undefined

/** Prepares a procedure for its picture. */
export const bodyOf = (procedure: Procedure): Body => {
  const index = chartIndex(procedure)
  return {
    procedure,
    index,
    fold: folding(index),
    questions: index.all.flatMap(({ state }) => (state.kind === "segment" ? [decisionText(state).text] : [])),
  }
}
