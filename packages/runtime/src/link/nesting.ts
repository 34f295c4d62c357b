import type { Store } from "@statewright/store"
import { nestingProblem } from "@statewright/workflow"
import type { Program } from "../machine/program.ts"
import type { Origin } from "./origin.ts"

/** Why a workflow may not begin as a sub-workflow where it was started; `undefined` if it may. */
export const tooDeepOrCycle = async (
  store: Pick<Store, "ancestors">,
  {
    runId,
    program,
    origin,
  }: { readonly runId: string; readonly program: Program; readonly origin: Origin | undefined },
  maxDepth: number,
): Promise<Error | undefined> => {
  if (origin?.kind !== "child" || origin.entry !== undefined) return undefined
  const above = (await store.ancestors(runId)).toReversed()
  return nestingProblem(program.workflow.definition, { above, maxDepth })
}
