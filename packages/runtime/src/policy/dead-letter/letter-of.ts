import { decodeValue } from "@statewright/model"
import type { Reader } from "../../boundary/reader.ts"
import type { EndedBy, NewLetter, Store, WaitKey } from "@statewright/store"
import { historyText } from "../../letters/letter-history.ts"
import { originOf } from "../../link/origin.ts"
import { isWanted } from "../../writer/is-wanted.ts"
import type { LiveRun } from "../../writer/live-runs.ts"
import { letterTag } from "./letter-tag.ts"
import { givenAtStart } from "./given-at-start.ts"
import { fingerprint } from "./fingerprint.ts"

const always = { enabled: true, unless: new Set<string>() }

/** A call that has failed for good. */
export interface FailedCall extends WaitKey {
  /** The last attempt; of one that was not even tried again, how many there were. */
  readonly attempt: number
  /** Of the last attempt; absent where the call ended between two. */
  readonly startedAt?: number
  readonly endedAt: number
  /** What the call failed with; encoded. */
  readonly error: string
  /** What its last attempt failed with, where that is something else. */
  readonly last?: string
  readonly endedBy?: EndedBy
}

/** A dead letter, but for what becomes of its run. */
export type UnsentLetter = Omit<NewLetter, "handled" | "kit">

/**
 * The dead letter of a call, asked before its run is moved; `undefined` where its author, or nobody at all, wants one. Rejects
 * with `NotYet`.
 */
export const letterOf = async (
  store: Store,
  live: LiveRun,
  { frame, waitId, attempt, startedAt, endedAt, error, last = error, endedBy }: FailedCall,
  read: Reader,
): Promise<UnsentLetter | undefined> => {
  const step = await store.step(live.id, { frame, waitId })
  if (step === undefined) return undefined
  // It was cut, and failed because of that or all the same.
  if (!isWanted(live.frame, waitId, step.within)) return undefined
  const policy = live.program.steps[step.name]?.definition
  if (policy?.builtIn !== undefined) return undefined
  const { enabled, unless } = policy?.deadLetter ?? always
  const thrown = decodeValue(error)
  const tag = letterTag(thrown)
  if (!enabled || unless.has(tag)) return undefined
  const run = await store.run(live.id)
  if (run === undefined) return undefined
  const before = attempt <= 1 ? [] : await store.attemptsOf(live.id, { frame, waitId })
  const isTried = startedAt !== undefined && attempt > 0
  const attempts = [
    ...before.map(({ attempt, startedAt, endedAt, error }) => ({ attempt, startedAt, endedAt, error })),
    ...(isTried ? [{ attempt, startedAt, endedAt, error: last }] : []),
  ]
  const isPart = (await originOf(store, live))?.entry !== undefined
  const start = isPart ? {} : await givenAtStart(store, live.program, run, read)
  return {
    runAt: run.createdAt,
    frame,
    waitId,
    isPart,
    workflow: run.workflow,
    version: run.version,
    tenant: run.tenant,
    step: step.name,
    tag,
    fingerprint: fingerprint({ step: step.name, tag, stack: stackOf(last) }),
    runInput: run.input,
    input: step.input,
    error,
    attempts: historyText({
      attempts,
      ...(endedBy !== undefined && { endedBy }),
      ...(Object.keys(start).length > 0 && { start }),
    }),
    firstFailedAt: attempts[0]?.endedAt ?? endedAt,
  }
}

const stackOf = (error: string): string | undefined => {
  const thrown = decodeValue(error)
  return thrown instanceof Error ? thrown.stack : undefined
}
