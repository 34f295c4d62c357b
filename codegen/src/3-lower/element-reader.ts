import type { ts } from "../1-read/syntax.ts"
import type { Iteration } from "../2-analyze/iteration.ts"
import type { Variable } from "../2-analyze/variable.ts"
import type { PatternPart } from "./pattern-part.ts"
import type { Read } from "./pattern-value.ts"

/** What is taken apart. */
export interface Whole {
  readonly variable: Variable
  readonly type: ts.Type
  /** What else it may be. */
  readonly others?: readonly ts.Type[]
  /** What is asked of it, where that is more than its items: `entries` of `prices.entries()`. */
  readonly asked?: Pick<Iteration, "method" | "mayLose">
}

/** How the elements of an array's pattern are read, each in its turn. */
export interface ElementReader {
  readonly step: (index: number) => Read
  readonly rest: (index: number, part: PatternPart) => Read
  /** The type of every element, where there is one for all. */
  readonly item?: ts.Type
  /** Reading one is a statement of its own, so what it goes to must be found before. */
  readonly isApart: boolean
  /** To be called when nothing more is read. */
  readonly end: () => void
}
