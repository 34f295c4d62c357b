import type { Variable } from "../2-analyze/variable.ts"
import { define } from "./define.ts"
import { emit, type Lowering, makeVariable } from "./lowering.ts"

/** Makes the local that says whether the end was met. */
export const endedFlag = (lowering: Lowering, whole: Variable): Variable => {
  const ended = makeVariable(lowering, {
    kind: "cursor",
    name: `${whole.name}_ended`,
    node: whole.declaration,
    type: { kind: "text", text: "boolean" },
  })
  emit(lowering, {
    nodes: [],
    defines: [ended],
    print: (text) => define(text, ended, "false"),
  })
  return ended
}
