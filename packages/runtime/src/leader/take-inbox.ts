import * as Effect from "effect/Effect"
import { readSealedMark } from "@statewright/model"
import { broadcast, type InboxRow, type Store } from "@statewright/store"
import { readCancel } from "../engine/cancel-run.ts"
import { readSelection } from "../engine/cache.ts"
import type { Programs } from "../engine/programs.ts"
import { readStartFacts, type StartFacts } from "../start/start-facts.ts"
import type { Work } from "../writer/work.ts"

const page = 500

/** Takes what other processes put into inboxes, in the order in which it was accepted. */
export const takeInbox = (
  store: Store,
  programs: Programs,
  submit: (work: Work) => void,
): Effect.Effect<void, unknown> => {
  let after = 0
  return Effect.tryPromise({
    try: async () => {
      while (true) {
        const rows = await store.pendingInbox({ limit: page, after })
        for (const row of rows) {
          after = row.seq
          const work = workOf(row, programs)
          if (work !== undefined) submit(work)
        }
        if (rows.length < page) return
      }
    },
    catch: (error) => error,
  })
}

/** What a row of an inbox asks for. A start of a workflow that this engine does not have waits for one that does. */
export const workOf = (row: InboxRow, programs: Programs): Work | undefined => {
  const { runId, seq: inboxSeq, payload } = row
  if (isForAnotherKey(row)) return undefined
  if (row.kind === "cancel") return cancelOf(row)
  // One that a leader has looked at waits for a wait that opens later.
  if (row.kind === "event") {
    if (runId !== broadcast && row.reached !== null) return undefined
    return { kind: "event", seq: inboxSeq, id: row.id, name: row.name ?? "", to: runId }
  }
  if (row.kind === "child") return { kind: "child-end", runId, row }
  if (row.kind === "breaker" || row.kind === "letters") {
    return { kind: "request", runId: "", about: row.kind, inboxSeq, id: row.id, payload: payload ?? "" }
  }
  if (row.kind === "resume") return { kind: "resume", runId, inboxSeq }
  if (row.kind === "cache") return invalidationOf(row)
  if (row.kind !== "start" || row.name === null || payload === null) return undefined
  const { facts, ...damage } = factsOf(row)
  const program = facts.version === undefined ? programs.latest(row.name) : programs.exact(row.name, facts.version)
  if (program === undefined) return undefined
  const start = { kind: "start", runId, program, input: payload, inboxSeq, answer: () => {} } as const
  return { ...start, facts, ...damage }
}

/** It waits for an engine that has the key. */
const isForAnotherKey = ({ payload, options }: InboxRow): boolean =>
  [payload, options].some((text) => text !== null && readSealedMark(text)?.why === "no-key")

const factsOf = ({ options }: InboxRow): { readonly facts: StartFacts; readonly problem?: Error } => {
  try {
    return { facts: readStartFacts(options) }
  } catch (error) {
    return { facts: {}, problem: error instanceof Error ? error : new Error(String(error)) }
  }
}

const invalidationOf = ({ runId, seq: inboxSeq, payload }: InboxRow): Work => {
  try {
    return { kind: "invalidate", inboxSeq, selection: readSelection(payload) }
  } catch {
    return { kind: "refuse", runId, inboxSeq }
  }
}

/** One that cannot be read is taken away: nobody knows what was asked for. */
const cancelOf = ({ runId, seq: inboxSeq, payload }: InboxRow): Work => {
  try {
    return { kind: "cancel", runId, inboxSeq, ...readCancel(payload) }
  } catch {
    return { kind: "refuse", runId, inboxSeq }
  }
}
