import type { WorkflowSource } from "../1-read/workflow-source.ts"
import { runCallsOf } from "../2-analyze/await-meaning.ts"
import type { ChainLink } from "../2-analyze/chain-links.ts"
import type { AnalyzedBody } from "../3-lower/lower-procedure.ts"
import type { WorkflowEdge } from "./workflow-edges.ts"

/** The workflows that one starts, in its code and by its end. */
export const edgesOf = (
  from: WorkflowSource,
  bodies: readonly AnalyzedBody[],
  chains: readonly ChainLink[],
): readonly WorkflowEdge[] => [
  ...bodies.flatMap(({ lowering: { survey } }) =>
    [...survey.awaits.values(), ...survey.begun.values()].flatMap(runCallsOf).flatMap(({ workflow, link, call }) => {
      return workflow === undefined ? [] : [{ from, to: workflow, kind: link, at: call }]
    }),
  ),
  ...chains.flatMap(({ workflow, call, when }): readonly WorkflowEdge[] =>
    workflow === undefined
      ? []
      : [{ from, to: workflow, kind: "chain", at: call, ...(when !== undefined && { isConditional: true }) }],
  ),
]
