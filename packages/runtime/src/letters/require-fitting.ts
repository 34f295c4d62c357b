import type { LetterRow } from "@statewright/store"
import type { Reader } from "../boundary/reader.ts"
import type { Program } from "../machine/program.ts"
import { descendantFacts } from "../start/descendant-facts.ts"
import { historyOf } from "./letter-history.ts"

/**
 * Whether a run of its workflow can begin with another input than that of a letter. Rejects with `ValidationFailed`,
 * `SchemaTimedOut`, `InvalidTags`, `LimitKeyFailed`, and what `read` rejects with.
 */
export const requireFitting = async (
  program: Program,
  letter: Pick<LetterRow, "runId" | "attempts">,
  value: unknown,
  read: Reader,
): Promise<void> => {
  const { name, input: schema } = program.workflow.definition
  const key = () => `another input of ${letter.runId}`
  const parsed = await read({ schema, value, boundary: `input of workflow \`${name}\``, key })
  descendantFacts(program, parsed, { ...historyOf(letter).start })
}
