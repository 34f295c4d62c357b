import { isSameValue } from "@statewright/model"
import { RunExists } from "../error/run-exists.ts"
import { isDamage } from "../history/read-stored.ts"

/** What a start asks for, or asked for; `input` is stored text. */
export interface AskedStart {
  readonly workflow: string | null
  readonly input: string | null
  readonly tenant: string
}

/** An id stands for one run: a start under the id of another start asks for the same one. Throws `RunExists`. */
export const requireSameStart = (runId: string, known: AskedStart, asked: AskedStart): void => {
  if (known.workflow !== asked.workflow) throw new RunExists(runId, `workflow \`${known.workflow}\``)
  if (!isSameInput(runId, known.input, asked.input)) throw new RunExists(runId, "another input")
  if (known.tenant !== asked.tenant) throw new RunExists(runId, "another tenant")
}

const isSameInput = (runId: string, known: string | null, asked: string | null): boolean => {
  if (known === null || asked === null) return known === asked
  try {
    return isSameValue(known, asked)
  } catch (error) {
    throw isDamage(error) ? new RunExists(runId, "an input that cannot be read") : error
  }
}
