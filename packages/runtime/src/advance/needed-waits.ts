import { type Frame, Pending, reachableFrom, type WaitId } from "@statewright/model"
import { idsOf } from "./ids-of.ts"

/** The waits that activations rest for, and those that promises stand for: in locals, and in outcomes that are needed. */
export const neededWaits = ({ activations, waits }: Frame): ReadonlySet<WaitId> => {
  const needed = new Set<WaitId>()
  const add = (values: readonly unknown[]): void => {
    const objects = values.filter((value): value is object => typeof value === "object" && value !== null)
    for (const object of reachableFrom(objects)) if (object instanceof Pending) needed.add(object.wait)
  }
  const all = [...activations.values()]
  for (const { waiting } of all) for (const id of idsOf(waiting)) needed.add(id)
  add(all.flatMap(({ locals }) => Object.values(locals)))
  // A Set goes on with what is added while it is walked.
  for (const wait of needed) {
    const outcome = waits.get(wait)
    if (outcome !== undefined) add([outcome.ok ? outcome.value : outcome.error])
  }
  return needed
}
