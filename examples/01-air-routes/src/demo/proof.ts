import type { LedgerEntry } from "../service/ledger.ts"

/** A SIGKILL, and what the database held at that moment. */
export interface Kill {
  /** Milliseconds since 1970. */
  readonly at: number
  /** The idempotency keys of the step calls that were stored as finished. */
  readonly finished: ReadonlySet<string>
}

/** What the service's log says about a run that was killed now and then. */
export interface Proof {
  readonly requests: number
  /** The idempotency keys of all calls of steps that the log has seen. */
  readonly keys: ReadonlySet<string>
  readonly refused: number
  readonly stalled: number
  /** The worker was killed while the service was still thinking. */
  readonly cutOff: number
  /** The worker was killed after the answer went out and before it was stored. */
  readonly lost: number
  /** For each kill, the requests that came after it for calls that were stored as finished before it. */
  readonly ranAgain: readonly (readonly LedgerEntry[])[]
  /** Requests for a call that had been answered, with no kill between that could have lost the answer. */
  readonly unexplained: readonly LedgerEntry[]
}

/** Reads the log: every request that repeats another one must have a reason. */
export const proofOf = (ledger: readonly LedgerEntry[], kills: readonly Kill[]): Proof => {
  const calls = Map.groupBy(
    ledger.toSorted((a, b) => a.request - b.request),
    (entry) => entry.key,
  )
  const repeats = [...calls.values()].flatMap((entries) =>
    entries.slice(1).map((entry, index) => ({ before: entries[index], entry })),
  )
  const afterAnAnswer = repeats.filter(({ before }) => typeof before?.answer === "number")
  const killedBetween = ({ before, entry }: (typeof repeats)[number]) =>
    kills.some(({ at }) => before !== undefined && before.at <= at && at <= entry.at)

  return {
    requests: ledger.length,
    keys: new Set(calls.keys()),
    refused: ledger.filter(({ answer }) => answer === "refuse").length,
    stalled: ledger.filter(({ answer }) => answer === "stall").length,
    cutOff: ledger.filter(({ answer }) => answer === "cut off").length,
    lost: afterAnAnswer.filter(killedBetween).length,
    ranAgain: kills.map(({ at, finished }) => ledger.filter((entry) => entry.at > at && finished.has(entry.key))),
    unexplained: afterAnAnswer.filter((repeat) => !killedBetween(repeat)).map(({ entry }) => entry),
  }
}

/** Whether no finished step ran again, and every repeated request has a reason. */
export const holds = ({ ranAgain, unexplained }: Proof): boolean => ranAgain.flat().length + unexplained.length === 0
