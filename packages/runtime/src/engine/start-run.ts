import { payloadText } from "../boundary/payload-text.ts"
import { patientReader, type Reader } from "../boundary/reader.ts"
import type { InboxRow, Store } from "@statewright/store"
import { anything, checkOptions, type OptionKinds, text as aText, wholeNumber } from "@statewright/workflow"
import type { StartOptions } from "../client/workflow-client.ts"
import type { Program } from "../machine/program.ts"
import { acceptedRun } from "../start/accepted-run.ts"
import { startRowId } from "../start/pending-start.ts"
import { type AskedStart, requireSameStart } from "../start/require-same-start.ts"
import { runLane } from "../start/run-lane.ts"
import { runTags } from "../start/run-tags.ts"
import { readStartFacts, type StartFacts, startFactsText } from "../start/start-facts.ts"
import type { StartAnswer, Work } from "../writer/work.ts"
import { checkRunId } from "./check-run-id.ts"

/** What can be said wrong at a start; id and tags have errors of their own. */
export const startOptionKinds: OptionKinds<StartOptions> = {
  id: anything,
  tags: anything,
  priority: wholeNumber(-1_000_000, 1_000_000),
  tenant: aText(256),
}

/** What starting needs of the engine. */
export interface Starting {
  readonly store: Store
  /** Hands work to the leader in this process; `undefined` while another process leads. */
  readonly submit: () => ((work: Work) => void) | undefined
  readonly now: () => number
  /** Asks the schemas of inputs. */
  readonly read?: Reader
}

/** A start that somebody asks for. */
export interface Start extends StartOptions {
  readonly program: Program
  readonly id: string
  readonly input: unknown
}

/** Starts a run, or finds that it was started before; resolves once that is stored. */
export const startRun = async (
  { store, submit, now, read = patientReader() }: Starting,
  { program, id: runId, input, ...options }: Start,
): Promise<void> => {
  checkRunId(runId)
  checkOptions("start", { id: runId, ...options }, startOptionKinds)
  const { name, input: schema } = program.workflow.definition
  const boundary = `input of workflow \`${name}\``
  // First: what is too large is not even parsed, and what has a `then` of its own is not awaited.
  const text = payloadText(input, boundary)
  const parsed = await read({ schema, value: input, boundary, key: () => runId })
  const tags = runTags(program.workflow, parsed, options.tags)
  const { priority = 0, tenant = "" } = options
  const lane = runLane(program.workflow.definition, parsed)
  const facts: StartFacts = {
    ...(tags && { tags }),
    ...(priority !== 0 && { priority }),
    ...(lane && { lane }),
    ...(tenant !== "" && { tenant }),
  }

  const lead = submit()
  const elsewhere = () => startElsewhere(store, { runId, name, text, facts, at: now() })
  if (lead === undefined) return elsewhere()
  const answer = await new Promise<StartAnswer>((resolve) =>
    lead({ kind: "start", runId, program, input: text, parsed: { value: parsed }, facts, answer: resolve }),
  )
  switch (answer.status) {
    case "started":
      return
    case "refused":
      throw answer.error
    case "not-leading":
      return elsewhere()
    case "exists":
      await sameStart(store, runId, { name, text, tenant })
  }
}

interface Elsewhere {
  readonly runId: string
  readonly name: string
  readonly text: string
  readonly facts: StartFacts
  readonly at: number
}

/** Another process leads: it takes the start from the inbox. */
const startElsewhere = async (store: Store, { runId, name, text, facts, at }: Elsewhere): Promise<void> => {
  const options = startFactsText(facts)
  const row = { runId, id: startRowId, kind: "start", name, payload: text, acceptedAt: at } as const
  const [answer] = await store.insertInbox([{ ...row, ...(options !== undefined && { options }) }])
  if (answer?.status === "duplicate" || answer?.status === "begun") {
    await sameStart(store, runId, { name, text, tenant: facts.tenant ?? "" })
  }
}

/** Whether the run of an id is there: it is fine if it is the same. Rejects with `RunExists`. */
export const sameStart = async (
  store: Store,
  runId: string,
  { name, text, tenant }: { readonly name: string; readonly text: string; readonly tenant: string },
): Promise<boolean> => {
  const found = await acceptedRun(store, runId)
  if (found === undefined) return false
  const known = found.kind === "begun" ? found.row : askedBy(found.start)
  requireSameStart(runId, known, { workflow: name, input: text, tenant })
  return true
}

const askedBy = ({ name, payload, options }: InboxRow): AskedStart => ({
  workflow: name,
  input: payload,
  tenant: readStartFacts(options).tenant ?? "",
})
