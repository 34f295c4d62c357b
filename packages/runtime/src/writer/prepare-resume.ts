import type { Store } from "@statewright/store"
import { unfitSteps } from "../contract/unfit-steps.ts"
import type { Programs } from "../engine/programs.ts"
import type { Moment } from "./move-run.ts"
import type { Prepared } from "./prepared.ts"
import { unpark } from "./park.ts"
import type { ResumeWork } from "./work.ts"

/** Prepares what follows when somebody says that a parked run may go on: its calls that were at work begin again. */
export const prepareResume = async (
  { store, programs }: { readonly store: Store; readonly programs: Programs },
  { runId, inboxSeq }: ResumeWork,
  { now, token }: Moment,
): Promise<Prepared> => {
  const inbox = [{ kind: "take", seq: inboxSeq }] as const
  const row = await store.run(runId)
  const program = row && programs.exact(row.workflow, row.version)
  const open = await store.openSteps(runId)
  const unfit = row && program && unfitSteps(row, program)
  const stays = row?.status !== "parked" || program === undefined || open.some(({ name }) => unfit?.has(name))
  if (stays) return { transition: { runId, at: now, run: { kind: "none" }, inbox }, launches: [] }

  const calls = open
    .filter(({ status }) => status === "running")
    .map(({ frame, waitId, name, input, attempt }) => ({
      runId,
      program,
      frame,
      waitId,
      name,
      input,
      attempt: attempt + 1,
      token: token(),
    }))
  const steps = calls.map(({ frame, waitId, attempt, token: fence }) => ({
    kind: "claim" as const,
    frame,
    waitId,
    attempt,
    token: fence,
    crashes: 0,
  }))
  return { transition: { ...unpark(row, now), inbox, steps }, launches: calls }
}
