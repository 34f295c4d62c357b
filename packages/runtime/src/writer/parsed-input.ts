import type { Reader } from "../boundary/reader.ts"
import { NotYet } from "../boundary/not-yet.ts"
import { readStored } from "../history/read-stored.ts"
import type { Program } from "../machine/program.ts"

/** An input as the schema of its workflow makes it now, or why that is not to be had. */
export type ParsedInput = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: Error }

/** Reads the stored input of a run; one that runs a procedure of its parent has no schema. Rejects with `NotYet`. */
export const parsedInput = async (
  { workflow }: Program,
  { id, input, isEntry }: { readonly id: string; readonly input: string; readonly isEntry: boolean },
  read: Reader,
): Promise<ParsedInput> => {
  const { name, input: schema } = workflow.definition
  try {
    const value = readStored(input, `the input of run ${id}`)
    if (isEntry) return { ok: true, value }
    return {
      ok: true,
      value: await read({ schema, value, boundary: `input of workflow \`${name}\``, key: () => `input of ${id}` }),
    }
  } catch (error) {
    if (error instanceof NotYet) throw error
    return { ok: false, error: error instanceof Error ? error : new Error(String(error)) }
  }
}
