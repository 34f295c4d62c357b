import { expression } from "./expression.ts"
import { block, statement } from "./statement.ts"
import type { Writer } from "./writer.ts"

/** A writer whose grammar is the whole one. */
export const newWriter = (start: Pick<Writer, "random" | "scope" | "flavour" | "budget">): Writer => {
  const writer: Writer = {
    ...start,
    targets: [],
    depth: 0,
    canAwait: true,
    loops: 0,
    next: 1,
    expression: (kind, deep) => expression(writer, kind, deep),
    statement: () => statement(writer),
    block: (first) => block(writer, first),
  }
  return writer
}
