import * as Effect from "effect/Effect"
import { broadcast, type InboxRow, type Store } from "@statewright/store"
import { parse } from "@statewright/workflow"
import { readCancel } from "../engine/cancel-run.ts"
import { readStored } from "../history/read-stored.ts"
import type { Programs } from "../engine/programs.ts"
import { readStartFacts } from "../start/start-facts.ts"
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
          const work = await workOf(row, programs)
          if (work !== undefined) submit(work)
        }
        if (rows.length < page) return
      }
    },
    catch: (error) => error,
  })
}

/** A start of a workflow that this engine does not have waits for one that does. */
const workOf = async (row: InboxRow, programs: Programs): Promise<Work | undefined> => {
  const { runId, seq: inboxSeq, payload } = row
  if (row.kind === "cancel") return cancelOf(row)
  // One that a leader has looked at waits for a wait that opens later.
  if (row.kind === "event") {
    return row.runId !== broadcast && row.reached !== null ? undefined : { kind: "event", seq: inboxSeq }
  }
  if (row.kind === "resume") return { kind: "resume", runId, inboxSeq }
  if (row.kind !== "start" || row.name === null || payload === null) return undefined
  const program = programs.latest(row.name)
  if (program === undefined) return undefined
  const { definition } = program.workflow
  try {
    const parsed = await parse(
      definition.input,
      readStored(payload, `the input of run ${runId}`),
      `input of workflow \`${definition.name}\``,
    )
    const facts = readStartFacts(row.options)
    return { kind: "start", runId, program, input: payload, parsed, facts, inboxSeq, answer: () => {} }
  } catch (error) {
    // Whoever put it there parsed it too: the schema has changed since, or it is damaged.
    const problem = error instanceof Error ? error : new Error(String(error))
    const nothing = { parsed: undefined, facts: {}, answer: () => {} }
    return { kind: "start", runId, program, input: payload, problem, inboxSeq, ...nothing }
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
