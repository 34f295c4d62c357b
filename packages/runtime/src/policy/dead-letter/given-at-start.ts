import type { Reader } from "../../boundary/reader.ts"
import type { Tags } from "@statewright/model"
import type { RunRow, Store } from "@statewright/store"
import type { GivenAtStart } from "../../letters/letter-history.ts"
import type { Program } from "../../machine/program.ts"
import { declaredTags } from "../../start/run-tags.ts"
import { parsedInput } from "../../writer/parsed-input.ts"

/** What a run was given beside its input: its tags, but for those that its workflow says by itself, and its priority. Rejects with `NotYet`. */
export const givenAtStart = async (
  store: Store,
  program: Program,
  run: Pick<RunRow, "id" | "input">,
  read: Reader,
): Promise<GivenAtStart> => {
  const all = await store.tags(run.id)
  const priority = (await store.admission(run.id))?.priority ?? 0
  const own = Object.keys(all).length === 0 ? {} : await declared(program, run, read)
  const given = Object.entries(all).filter(([name, value]) => !Object.hasOwn(own, name) || own[name] !== value)
  return {
    ...(given.length > 0 && { tags: Object.fromEntries(given) }),
    ...(priority !== 0 && { priority }),
  }
}

/** Where that cannot be known any more, none: they are kept as they are. */
const declared = async (program: Program, { id, input }: Pick<RunRow, "id" | "input">, read: Reader): Promise<Tags> => {
  if (program.workflow.definition.tags === undefined) return {}
  const parsed = await parsedInput(program, { id, input, isEntry: false }, read)
  if (!parsed.ok) return {}
  try {
    return declaredTags(program.workflow.definition, parsed.value) ?? {}
  } catch {
    return {}
  }
}
