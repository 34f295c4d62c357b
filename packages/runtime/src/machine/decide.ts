import type { Frame, JoinWaiting, Outcome, WaitId } from "@statewright/model"

/** One of its waits that a join takes notice of. */
interface Noticed {
  readonly wait: WaitId
  /** No other is settled that it has yet to take notice of. */
  readonly isLast: boolean
}

/**
 * What a join comes to now that one of its waits was taken notice of; `undefined` while it is open.
 * JavaScript's own rules: ECMA-262, 27.2.4; `parallel` is `all` that waits for all before it throws.
 */
export const decide = (frame: Frame, waiting: JoinWaiting, { wait, isLast }: Noticed): Outcome | undefined => {
  const outcome = outcomeOf(frame, wait)
  const isComplete = (): boolean => isLast && isSettled(frame, waiting)
  switch (waiting.policy) {
    case "race":
      return outcome
    case "any":
      return outcome.ok ? outcome : isComplete() ? allFailed(frame, waiting) : undefined
    case "all":
      return outcome.ok ? (isComplete() ? allKept(frame, waiting) : undefined) : outcome
    case "parallel":
      if (!isComplete()) return undefined
      return waiting.failed === undefined ? allKept(frame, waiting) : outcomeOf(frame, waiting.failed)
    case "allSettled":
      return isComplete() ? { ok: true, value: outcomes(frame, waiting).map(settledResult) } : undefined
  }
}

/** What a join of nothing comes to; a race of nothing never ends. */
export const decideEmpty = (frame: Frame, waiting: JoinWaiting): Outcome | undefined => {
  switch (waiting.policy) {
    case "race":
      return undefined
    case "any":
      return allFailed(frame, waiting)
    case "all":
    case "parallel":
    case "allSettled":
      return { ok: true, value: [] }
  }
}

/** How many waits of a join, from its first on, are known to be settled: none of them opens again. */
const settledUpTo = new WeakMap<readonly WaitId[], number>()

const isSettled = (frame: Frame, { ids }: JoinWaiting): boolean => {
  let at = settledUpTo.get(ids) ?? 0
  while (at < ids.length && frame.waits.get(ids[at] ?? "") !== undefined) at++
  settledUpTo.set(ids, at)
  return at === ids.length
}

const outcomes = (frame: Frame, { ids }: JoinWaiting): readonly Outcome[] => ids.map((id) => outcomeOf(frame, id))

const allKept = (frame: Frame, waiting: JoinWaiting): Outcome => ({
  ok: true,
  value: outcomes(frame, waiting).map((outcome) => (outcome.ok ? outcome.value : undefined)),
})

const allFailed = (frame: Frame, waiting: JoinWaiting): Outcome => {
  const errors = outcomes(frame, waiting).map((outcome) => (outcome.ok ? undefined : outcome.error))
  return { ok: false, error: new AggregateError(errors, "All promises were rejected") }
}

const settledResult = (outcome: Outcome): PromiseSettledResult<unknown> =>
  outcome.ok ? { status: "fulfilled", value: outcome.value } : { status: "rejected", reason: outcome.error }

const outcomeOf = (frame: Frame, id: WaitId): Outcome => {
  const outcome = frame.waits.get(id)
  if (outcome === undefined) throw new Error(`invariant: wait ${id} is taken before it is decided`)
  return outcome
}
