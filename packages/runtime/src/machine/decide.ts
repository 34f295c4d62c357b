import type { Frame, JoinWaiting, Outcome, Waiting } from "@statewright/model"

/** Whether what `waiting` rests for has ended well. */
export const isSucceeded = (frame: Frame, waiting: Waiting | undefined): boolean => {
  if (waiting === undefined) return false
  if (waiting.kind !== "join") return frame.waits.get(waiting.id)?.ok === true
  return waiting.failed === undefined && isSettled(frame, waiting)
}

/** Whether what `waiting` rests for has failed. */
export const isFailed = (frame: Frame, waiting: Waiting | undefined): boolean => {
  if (waiting === undefined) return false
  if (waiting.kind !== "join") return frame.waits.get(waiting.id)?.ok === false
  if (waiting.failed === undefined) return false
  switch (waiting.policy) {
    case "all":
      return true
    case "parallel":
      return isSettled(frame, waiting)
  }
}

/** Takes the outcome of a decided wait and closes its ids: what comes for them later is dropped. */
export const takeOutcome = (frame: Frame, waiting: Waiting): Outcome => {
  if (waiting.kind !== "join") {
    const outcome = outcomeOf(frame, waiting.id)
    frame.waits.delete(waiting.id)
    return outcome
  }
  const outcome: Outcome =
    waiting.failed === undefined
      ? { ok: true, value: waiting.ids.map((id) => valueOf(outcomeOf(frame, id))) }
      : outcomeOf(frame, waiting.failed)
  for (const id of waiting.ids) frame.waits.delete(id)
  return outcome
}

const isSettled = (frame: Frame, waiting: JoinWaiting): boolean =>
  waiting.ids.every((id) => frame.waits.get(id) !== undefined)

const valueOf = (outcome: Outcome): unknown => (outcome.ok ? outcome.value : undefined)

const outcomeOf = (frame: Frame, id: string): Outcome => {
  const outcome = frame.waits.get(id)
  if (outcome === undefined) throw new Error(`invariant: wait ${id} is taken before it is decided`)
  return outcome
}
