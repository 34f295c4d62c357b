import type { Program } from "../machine/program.ts"
import { runLane } from "./run-lane.ts"
import { runTags } from "./run-tags.ts"
import type { StartFacts } from "./start-facts.ts"

/**
 * What is stored of a start that a run has sent: its tags and what limits it are known only once its input is parsed, which
 * is when it is taken. Throws `InvalidTags`, `LimitKeyFailed`.
 */
export const descendantFacts = ({ workflow }: Program, parsed: unknown, facts: StartFacts): StartFacts => {
  if (facts.origin?.entry !== undefined) return facts
  const tags = runTags(workflow, parsed, facts.tags)
  const lane = runLane(workflow.definition, parsed)
  return { ...facts, ...(tags && { tags }), ...(lane !== undefined && { lane }) }
}
