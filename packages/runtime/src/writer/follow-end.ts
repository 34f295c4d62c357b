import { decodeValue } from "@statewright/model"
import type { RunRow, Transition } from "@statewright/store"
import type { ChainedEnd } from "@statewright/workflow"
import { chainStarts } from "../link/chain-starts.ts"
import { childEndRow } from "../link/child-end.ts"
import { lettersOfEnd } from "../letters/letters-of-end.ts"
import { originOf } from "../link/origin.ts"
import type { Program } from "../machine/program.ts"
import { type EndOfRun, isEndOfRun } from "./is-end-of-run.ts"
import { parsedInput } from "./parsed-input.ts"
import type { Preparing } from "./prepare.ts"
import { endOf, type Prepared } from "./prepared.ts"

/**
 * What follows from the end of a run, whatever it is that ends it, in the transaction that does: whoever waits for it is told,
 * and the runs start that are chained to it. `isFurther`: the same work has moved the run before. Rejects with `NotYet`.
 */
export const followEnd = async (preparing: Preparing, prepared: Prepared, isFurther: boolean): Promise<Prepared> => {
  const becomes = endOf(prepared.transition)
  if (becomes === undefined || !isEndOfRun(becomes)) return prepared
  const told = await tellOfEnd(preparing, prepared, becomes)
  const { store, runs } = preparing
  const { run, runId } = told.transition
  const known = run.kind === "insert" ? (run.replays ?? null) : runs.peek(runId)?.replays
  const replays = known === undefined ? ((await store.run(runId))?.replays ?? null) : known
  const transition = await lettersOfEnd(store, { transition: told.transition, becomes, replays, isFurther })
  return transition === told.transition ? told : { ...told, transition }
}

const tellOfEnd = async (preparing: Preparing, prepared: Prepared, becomes: EndOfRun): Promise<Prepared> => {
  const { store, runs, programs, maxChainLength } = preparing
  const { transition } = prepared
  const { runId: id, at } = transition
  const live = runs.peek(id)
  const origin = await originOf(store, live ?? { id, origin: prepared.origin })
  const isChained = live === undefined || hasChains(live.program)
  if (origin === null && !isChained) return prepared
  const row = rowOf(transition) ?? (await store.run(id))
  if (row === undefined) return prepared
  const { workflow, createdAt, tenant = "" } = row
  const told = origin === null ? undefined : childEndRow(origin, { id, workflow, becomes }, at)
  const program = live?.program ?? programs.exact(workflow, row.version)
  if (program === undefined || !hasChains(program) || origin?.entry !== undefined) {
    return told === undefined
      ? prepared
      : { ...prepared, transition: sending(transition, { sends: [told], links: [] }) }
  }
  const end = await endAsChained(preparing, program, { id, input: row.input }, becomes)
  const { sends, links } = chainStarts({ id, createdAt, program, origin, tenant, end, at }, maxChainLength)
  const rows = { sends: told === undefined ? sends : [told, ...sends], links }
  return { ...prepared, transition: sending(transition, rows) }
}

const hasChains = ({ workflow }: Program): boolean => {
  const { onComplete, onFailure, onCancel } = workflow.definition
  return onComplete !== undefined || onFailure !== undefined || onCancel !== undefined
}

/** A run that ends at its beginning has no row yet. */
const rowOf = ({
  run,
  at,
}: Transition):
  | (Pick<RunRow, "workflow" | "version" | "input" | "createdAt"> & { readonly tenant?: string })
  | undefined => (run.kind === "insert" ? { ...run, createdAt: at } : undefined)

const endAsChained = async (
  { read }: Preparing,
  program: Program,
  given: { readonly id: string; readonly input: string },
  becomes: EndOfRun,
): Promise<ChainedEnd> => {
  if (becomes.status === "completed") return { on: "complete", from: decodeValue(becomes.output) }
  const parsed = await parsedInput(program, { ...given, isEntry: false }, read)
  // What does not fit is why it failed.
  const input = parsed.ok ? parsed.value : decodeValue(given.input)
  const error = decodeValue(becomes.error)
  if (becomes.status === "failed") return { on: "failure", from: { error, input } }
  const { reason } = error as { readonly reason?: string } // `Cancelled` as it was stored
  return { on: "cancel", from: { ...(reason !== undefined && { reason }), input } }
}

const sending = (
  transition: Transition,
  { sends, links }: Required<Pick<Transition, "sends" | "links">>,
): Transition => ({
  ...transition,
  ...(sends.length > 0 && { sends: [...(transition.sends ?? []), ...sends] }),
  ...(links.length > 0 && { links: [...(transition.links ?? []), ...links] }),
})
