import type { Transition } from "@statewright/store"
import { childEndRow } from "../link/child-end.ts"
import { type Descended, originOf } from "../link/origin.ts"
import { isEndOfRun } from "./is-end-of-run.ts"
import type { Preparing } from "./prepare.ts"
import { endOf, type Prepared } from "./prepared.ts"

/** Whoever waits for a run is told in the transaction that ends it, whatever it is that ends it. */
export const tellParent = async (preparing: Preparing, prepared: Prepared): Promise<Prepared> => {
  const { store, runs } = preparing
  const { transition } = prepared
  const { runId, at, run } = transition
  const becomes = endOf(transition)
  if (becomes === undefined || !isEndOfRun(becomes)) return prepared
  const ended: Descended = runs.peek(runId) ?? { id: runId, origin: prepared.origin }
  const origin = await originOf(store, ended)
  if (origin === null) return prepared
  const workflow = run.kind === "insert" ? run.workflow : (await store.run(runId))?.workflow
  const row = childEndRow(origin, { id: runId, workflow: workflow ?? "", becomes }, at)
  return row === undefined ? prepared : { ...prepared, transition: sending(transition, [row]) }
}

const sending = (transition: Transition, rows: NonNullable<Transition["sends"]>): Transition => ({
  ...transition,
  sends: [...(transition.sends ?? []), ...rows],
})
