import { placeOf, spanBetween } from "../1-read/place-of.ts"
import type { ts } from "../1-read/syntax.ts"
import type { Place } from "../diagnostic/diagnostic.ts"

/** A loop without its body. */
export const headOf = (loop: ts.IterationStatement): Place => {
  const sourceFile = loop.getSourceFile()
  const span = spanBetween(sourceFile, loop.getStart(sourceFile), loop.statement.getFullStart())
  return { file: placeOf(loop).file, span }
}
