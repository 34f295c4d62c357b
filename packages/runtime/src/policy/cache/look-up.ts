import { decodeValue, encodeError } from "@statewright/model"
import { type CachePolicy, parse } from "@statewright/workflow"
import type { CacheEntryRow } from "@statewright/store"
import { isDamage, readStored } from "../../history/read-stored.ts"
import type { AttemptEnd } from "../../steps/attempt-end.ts"
import type { Launch } from "../../writer/prepared.ts"
import type { ClaimWork, RenewWork, StepWork } from "../../writer/work.ts"
import { cacheKey, type CacheKey } from "./cache-key.ts"
import { callOf } from "./call-of.ts"
import type { Caching } from "./caching.ts"

/** What a look-up needs of the engine. */
export interface LookingUp {
  readonly caching: Caching
  /** The wall clock, in ms since 1970. */
  readonly now: () => number
  /** Nobody waits any more for what it comes to. */
  readonly signal: AbortSignal
  /** An answer is to be renewed behind the one that is given. */
  readonly renew: (work: Omit<RenewWork, "gone">) => void
}

/**
 * Looks whether a call of a step has a cached answer, or another call is at work for the same: then it ends as that one does.
 * Else its first attempt begins. `undefined` when nobody waits for it any more. Never rejects.
 */
export const lookUp = async (launch: Launch, looking: LookingUp): Promise<StepWork | ClaimWork | undefined> => {
  const startedAt = looking.now()
  const { runId, name, frame, waitId, token } = launch
  const ended = (end: AttemptEnd): StepWork => ({
    kind: "step",
    runId,
    name,
    frame,
    waitId,
    attempt: 0,
    token,
    startedAt,
    end,
  })
  try {
    const step = launch.program.steps[launch.name]
    const policy = step?.definition.cache
    // Today's code of the step is not cached any more.
    if (step === undefined || policy === undefined) return claimOf(launch, {})
    const input = (): unknown => readStored(launch.input, `the input of step \`${launch.name}\``)
    await parse(step.definition.input, input(), `input of step \`${launch.name}\``)
    const key = cacheKey(callOf(launch), policy, input())
    const end = await answerOf(launch, { key, policy }, looking)
    if (end === "gone") return undefined
    return end === undefined
      ? claimOf(launch, { flight: key.hash, gone: () => looking.caching.flights.left(runId, { frame, waitId }) })
      : ended(end)
  } catch (error) {
    return ended(isDamage(error) ? { kind: "damaged", error } : { kind: "failed", error: encodeError(error) })
  }
}

interface Sought {
  readonly key: CacheKey
  readonly policy: CachePolicy
}

/** `undefined` if it is to find the answer itself, for all who ask for it. */
const answerOf = async (
  launch: Launch,
  { key, policy }: Sought,
  { caching, now, signal, renew }: LookingUp,
): Promise<AttemptEnd | "gone" | undefined> => {
  const { flights, invalidations, renewals } = caching
  const { runId, frame, waitId, name, tenant } = launch
  const call = { runId, frame, waitId }
  const known = { tenant, step: name, label: key.label, ...(Array.isArray(policy.tags) && { tags: policy.tags }) }
  const leaves = (): void => flights.left(runId, call)
  signal.addEventListener("abort", leaves)
  for (;;) {
    if (signal.aborted) return "gone"
    const came = await flights.join(key.hash, call, (since) => !invalidations.concern(known, since))
    if (came.kind !== "lead") {
      const cached = { step: name, at: came.at, as: "joined" } as const
      return came.kind === "answer"
        ? { kind: "completed", text: came.text, cached }
        : { kind: "failed", error: came.error, cached }
    }
    const entry = usable(await caching.find(policy.store, key.hash), now())
    if (signal.aborted) return "gone"
    if (entry === undefined) {
      const renewal = renewals.get(key.hash)
      if (renewal === undefined) return undefined
      await renewal
      continue
    }
    const { value, ok, storedAt } = entry
    const isStale = entry.expiresAt !== null && entry.expiresAt <= now()
    flights.landed(
      call,
      ok ? { kind: "answer", text: value, at: storedAt } : { kind: "error", error: value, at: storedAt },
    )
    const { program, input } = launch
    if (isStale) renew({ kind: "renew", runId, program, name, input, tenant, key: key.hash, storedAt })
    const cached = { step: name, at: storedAt, as: isStale ? "stale" : "hit" } as const
    return ok ? { kind: "completed", text: value, cached } : { kind: "failed", error: value, cached }
  }
}

/** One that is over, or that cannot be read, is none: a store of the author's may have answered anything. */
const usable = (entry: CacheEntryRow | null | undefined, now: number): CacheEntryRow | undefined => {
  try {
    if (entry === undefined || entry === null) return undefined
    if (entry.staleUntil !== null && entry.staleUntil <= now) return undefined
    decodeValue(entry.value)
    return entry
  } catch {
    return undefined
  }
}

const claimOf = (
  { runId, frame, waitId, name, within, input }: Launch,
  flight: Pick<ClaimWork, "flight" | "gone">,
): ClaimWork => ({
  kind: "claim",
  runId,
  frame,
  waitId,
  name,
  within: within ?? null,
  input,
  attempt: 1,
  crashes: 0,
  ...flight,
})
