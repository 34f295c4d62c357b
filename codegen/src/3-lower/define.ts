import type { Variable } from "../2-analyze/variable.ts"
import type { SegmentPrinter } from "./op.ts"

/** Gives a temporary a value; one that no other segment uses is declared there. */
export const define = (text: SegmentPrinter, variable: Variable, value: string): string =>
  `${text.isFrame(variable) ? "" : "let "}${text.variable(variable)} = ${value}`
