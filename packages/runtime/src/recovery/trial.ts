import type { WaitKey } from "@statewright/store"
import type { ClaimWork } from "../writer/work.ts"

/** Calls under which processes ended before, one at a time. */
export interface Trial {
  /** Begins with the first. */
  readonly begin: () => void
  /** An attempt at a call has ended, its process not: the next one may begin. */
  readonly passed: (runId: string, wait: WaitKey) => void
  /** A run has ended or rests, and its calls with it. */
  readonly dismissed: (runId: string) => void
}

/**
 * One of several calls that were at work whenever the process ended is to blame, the others are not. So they are tried
 * one at a time: if the process ends again, it is clear under which.
 */
export const makeTrial = (suspects: readonly ClaimWork[], submit: (work: ClaimWork) => void): Trial => {
  const waiting = [...suspects]
  let present: ClaimWork | undefined

  const next = (): void => {
    present = waiting.shift()
    if (present !== undefined) submit({ ...present, gone: next })
  }

  return {
    begin: next,
    passed: (runId, { frame, waitId }) => {
      if (present?.runId === runId && present.frame === frame && present.waitId === waitId) next()
    },
    dismissed: (runId) => {
      if (present?.runId === runId) next()
    },
  }
}
