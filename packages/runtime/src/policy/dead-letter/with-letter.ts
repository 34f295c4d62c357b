import type { LetterWrite, NewLetter, Store } from "@statewright/store"
import type { LiveRun } from "../../writer/live-runs.ts"
import { endOf, type Prepared } from "../../writer/prepared.ts"
import type { UnsentLetter } from "./letter-of.ts"

/**
 * The same, with a dead letter of a call that fails for good with it. Where its run replays a letter, that one is brought up to
 * date: if the same call has failed, or the run has. What fails behind that has a letter of its own.
 */
export const withLetter = async (
  store: Store,
  live: LiveRun,
  letter: UnsentLetter,
  prepared: Prepared,
): Promise<Prepared> => {
  const becomes = endOf(prepared.transition)?.status
  const isEnd = becomes === "failed"
  // Of a parked run nobody knows yet.
  const write = await writeOf(store, live, { ...letter, handled: !isEnd && becomes !== "parked" }, isEnd)
  return {
    ...prepared,
    transition: { ...prepared.transition, letters: [...(prepared.transition.letters ?? []), write] },
  }
}

const writeOf = async (
  store: Store,
  { id: runId, replays: id }: LiveRun,
  letter: NewLetter,
  isEnd: boolean,
): Promise<LetterWrite> => {
  const replayed = id === null ? undefined : await store.letter(id)
  if (replayed?.status !== "replaying" || replayed.replayRun !== runId) return { kind: "add", ...letter }
  const isSame = replayed.frame === letter.frame && replayed.waitId === letter.waitId
  return isSame || isEnd ? { kind: "again", id: replayed.id, ...letter } : { kind: "add", ...letter }
}
