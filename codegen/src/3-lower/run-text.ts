import type { ts } from "../1-read/syntax.ts"
import type { RunCall } from "../2-analyze/given-function.ts"
import type { SegmentPrinter } from "./op.ts"

/** The author's nodes that the begin of another run evaluates; a function of this workflow is called by a word of ours. */
export const runNodes = ({ workflow, callee, passed }: RunCall): readonly ts.Node[] =>
  workflow === undefined ? passed : [callee, ...passed]

/** What begins another run. */
export const runText = (
  { answers, callee, helper }: RunCall,
  values: readonly string[],
  text: SegmentPrinter,
): string => {
  if (helper !== undefined) return `${text.abi("detached")}(${text.call(helper, "[]")})`
  return `${text.abi(answers === "end" ? "child" : "sent")}(${[text.node(callee), ...values].join(", ")})`
}
