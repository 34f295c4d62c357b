import type { Chart, ChartChain } from "@statewright/model"

import { placeOf, spanOf } from "../1-read/place-of.ts"
import type { WorkflowFile } from "../1-read/workflow-source.ts"
import type { ChainLink } from "../2-analyze/chain-links.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"

/** What the chart says of the workflows that the end of this one starts. */
export const chartChains = (links: readonly ChainLink[], { sourceFile }: WorkflowFile): Pick<Chart, "chains"> => {
  const chains = links.flatMap(({ on, workflow, when, call }): readonly ChartChain[] => {
    if (workflow === undefined) return []
    const condition = when?.getText().replaceAll(/\s+/g, " ")
    const isHere = call.getSourceFile() === sourceFile
    return [
      {
        on,
        workflow: workflow.name,
        ...(condition !== undefined && { when: condition.length > 80 ? `${condition.slice(0, 77)}...` : condition }),
        ...(isHere && { span: spanOf(call) }),
      },
    ]
  })
  return chains.length === 0 ? {} : { chains }
}

/** Refuses links to workflows that nothing tells. */
export const refusedLinks = (links: readonly ChainLink[]): readonly Diagnostic[] =>
  links.flatMap(({ workflow, call }) => {
    const [target] = call.arguments
    if (workflow !== undefined || target === undefined) return []
    return [diagnostic("SW1009", placeOf(target), { problem: `nothing says which one \`${target.getText()}\` is` })]
  })
