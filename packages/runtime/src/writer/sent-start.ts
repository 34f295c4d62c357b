import { NotYet } from "../boundary/not-yet.ts"
import { descendantFacts } from "../start/descendant-facts.ts"
import type { Moment } from "./moment.ts"
import { parsedInput } from "./parsed-input.ts"
import type { StartWork } from "./work.ts"

/**
 * A start as `prepareStart` takes it: where a run has sent it, or it replays a dead letter, what limits it and what it is found by follows from its input, and
 * so does whether it may begin there. Rejects with `NotYet`.
 */
export const sentStart = async (work: StartWork, moment: Moment): Promise<StartWork> => {
  const { runId, program, input, facts, parsed, problem } = work
  const { origin, replays } = facts
  if ((origin === undefined && replays === undefined) || parsed !== undefined || problem !== undefined) return work
  const misplaced = await moment.nesting({ runId, program, origin })
  if (misplaced !== undefined) return { ...work, problem: misplaced }
  const given = await parsedInput(program, { id: runId, input, isEntry: origin?.entry !== undefined }, moment.read)
  if (!given.ok) return { ...work, problem: given.error }
  try {
    return { ...work, parsed: { value: given.value }, facts: descendantFacts(program, given.value, facts) }
  } catch (error) {
    if (error instanceof NotYet) throw error
    return { ...work, problem: error instanceof Error ? error : new Error(String(error)) }
  }
}
