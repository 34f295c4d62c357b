import { placeOf, spanBetween } from "../1-read/place-of.ts"
import type { ts } from "../1-read/syntax.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import type { Loops } from "./loops.ts"

/** Warns of loops that nothing ends: what they test never changes, and no jump leaves them. */
export const endlessLoops = ({ all, boundOf, survey }: Loops): Diagnostic[] =>
  all
    .filter((loop) => boundOf(loop) === "none")
    .map((loop) =>
      diagnostic("SW4105", headOf(loop), {
        consequence: survey.suspends.has(loop)
          ? "the run ends only if it fails or is cancelled"
          : "the run hangs in it, since nothing in it waits",
      }),
    )

/** A loop without its body. */
const headOf = (loop: ts.IterationStatement) => {
  const { file } = placeOf(loop)
  const sourceFile = loop.getSourceFile()
  return { file, span: spanBetween(sourceFile, loop.getStart(sourceFile), loop.statement.getFullStart()) }
}
