import { payloadText } from "../boundary/payload-text.ts"
import type { Store } from "@statewright/store"
import { anything, type OptionKinds, parse } from "@statewright/workflow"
import type { StartOptions } from "../client/workflow-client.ts"
import { RunExists } from "../error/run-exists.ts"
import type { Program } from "../machine/program.ts"
import type { StartAnswer, Work } from "../writer/work.ts"
import { checkRunId } from "./check-run-id.ts"

/** What can be said wrong at a start; an id has an error of its own. */
export const startOptionKinds: OptionKinds<StartOptions> = { id: anything }

/** What starting needs of the engine. */
export interface Starting {
  readonly store: Store
  /** Hands work to the leader in this process; `undefined` while another process leads. */
  readonly submit: () => ((work: Work) => void) | undefined
  readonly now: () => number
}

/** Starts a run, or finds that it was started before; resolves once that is stored. */
export const startRun = async (
  { store, submit, now }: Starting,
  program: Program,
  runId: string,
  input: unknown,
): Promise<void> => {
  checkRunId(runId)
  const { name, input: schema } = program.workflow.definition
  const boundary = `input of workflow \`${name}\``
  const parsed = await parse(schema, input, boundary)
  const text = payloadText(input, boundary)

  const lead = submit()
  if (lead === undefined) return startElsewhere(store, { runId, name, text, at: now() })
  const answer = await new Promise<StartAnswer>((resolve) =>
    lead({ kind: "start", runId, program, input: text, parsed, answer: resolve }),
  )
  switch (answer.status) {
    case "started":
      return
    case "refused":
      throw answer.error
    case "not-leading":
      return startElsewhere(store, { runId, name, text, at: now() })
    case "exists":
      return sameStart(store, runId, name, text)
  }
}

/** Another process leads: it takes the start from the inbox. */
const startElsewhere = async (
  store: Store,
  {
    runId,
    name,
    text,
    at,
  }: { readonly runId: string; readonly name: string; readonly text: string; readonly at: number },
): Promise<void> => {
  const [answer] = await store.insertInbox([{ runId, id: "start", kind: "start", name, payload: text, acceptedAt: at }])
  if (answer?.status === "duplicate") await sameStart(store, runId, name, text)
}

/** An id that is taken is fine if it stands for the same run. */
const sameStart = async (store: Store, runId: string, name: string, text: string): Promise<void> => {
  const known = (await store.run(runId)) ?? (await pendingStart(store, runId))
  if (known === undefined) return
  if (known.workflow !== name) throw new RunExists(runId, `workflow \`${known.workflow}\``)
  if (known.input !== text) throw new RunExists(runId, "another input")
}

const pendingStart = async (store: Store, runId: string) => {
  const row = (await store.inbox(runId)).find(({ kind }) => kind === "start")
  return row === undefined ? undefined : { workflow: row.name, input: row.payload }
}
