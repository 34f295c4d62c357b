import type { Store, Transition } from "@statewright/store"
import { ContractChanged } from "../contract/contract-changed.ts"
import { ask, askAtTurn } from "../limit/begin-calls.ts"
import { countOf } from "../policy/cache/count-of.ts"
import { overdue } from "../policy/retry/deadlines.ts"
import { isWanted } from "./is-wanted.ts"
import type { LiveRun } from "./live-runs.ts"
import type { Moment } from "./moment.ts"
import { park } from "./park.ts"
import type { Prepared } from "./prepared.ts"
import type { ClaimWork, TurnWork } from "./work.ts"
import { restState } from "./rest-state.ts"

/**
 * Prepares another attempt at a step: it is counted before its code runs. Where it must wait for others it stands in line,
 * and nothing is counted.
 */
export const prepareClaim = async (
  live: LiveRun,
  work: ClaimWork,
  { now, token, asking }: Moment,
): Promise<Prepared | undefined> => {
  const { frame, waitId, name, input, attempt, crashes } = work
  if (live.unfit.has(name)) return parkAt(live, name, now)
  if (!isWanted(live.frame, waitId, work.within)) return undefined
  const wait = { frame, waitId }
  const transition = { runId: live.id, at: now, run: { kind: "check", expectedRev: live.rev } } as const
  const late = overdue(live.program, work, now)
  if (late !== undefined) {
    const answer: Prepared["answer"] = ({ status }) => (status === "committed" ? work.gone?.() : undefined)
    return { transition: { ...transition, setTimers: [late] }, launches: [], answer }
  }
  const given = asking(live)
  const answer = work.permit === undefined ? await ask(given, work) : askAtTurn(given, name, work.permit)
  if (answer.kind === "queue") {
    return {
      transition: {
        ...transition,
        steps: [{ ...wait, kind: "queue", attempt: attempt - 1, crashes }],
        line: [answer.line],
        ...missed(work),
      },
      launches: [],
      joined: [wait],
      undo: answer.undo,
    }
  }
  const { permit, problem, undo } = answer
  const fence = token()
  const { id: runId, program, tenant } = live
  const launch = { runId, program, tenant, ...wait, name, attempt, token: fence, input }
  return {
    transition: {
      ...transition,
      steps: [{ ...wait, kind: "claim", attempt, token: fence, crashes }],
      ...(work.permit !== undefined && { line: [{ kind: "leave", ...wait }] }),
      ...(permit !== undefined && permit.rates.length > 0 && { rates: permit.rates }),
      ...missed(work),
    },
    launches: [{ ...launch, ...(permit && { permit }), ...(problem && { problem }) }],
    ...(undo && { undo }),
  }
}

/** It was not in the cache: it is at work for all who ask for the same. */
const missed = ({ frame, waitId, name, flight }: ClaimWork): Pick<Transition, "flights" | "counts"> =>
  flight === undefined
    ? {}
    : { flights: [{ kind: "begin", key: flight, frame, waitId }], counts: [countOf(name, "misses")] }

/** Prepares what follows when the turn of a call has come that stood in line. */
export const prepareTurn = async (
  live: LiveRun,
  { frame, waitId, permit, gone }: TurnWork,
  store: Store,
  moment: Moment,
): Promise<Prepared | undefined> => {
  const step = await store.step(live.id, { frame, waitId })
  if (step?.status !== "queued") return undefined
  return prepareClaim(live, { ...step, kind: "claim", attempt: step.attempt + 1, permit, gone }, moment)
}

/** The call rests with its run, and its timer with it. */
export const parkAt = ({ id, rev, frame }: LiveRun, step: string, now: number): Prepared => ({
  transition: park({ id, rev, state: restState(frame) }, new ContractChanged(step), now),
  launches: [],
})
