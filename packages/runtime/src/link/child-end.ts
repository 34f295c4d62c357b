import { decodeValue, encodeValue, type Outcome } from "@statewright/model"
import type { InboxRow, NewInboxRow, RunBecomes } from "@statewright/store"
import { childFailed } from "@statewright/workflow"
import { readStored } from "../history/read-stored.ts"
import type { Origin } from "./origin.ts"

/** What is said beside the output or the error of a child. */
interface Facts {
  readonly wait: string
  readonly status: EndStatus
  readonly workflow: string
  /** It ran a procedure of its parent's own workflow. */
  readonly isEntry: boolean
}

type EndStatus = "completed" | "failed" | "cancelled"

/** A child that has ended. */
export interface EndedChild {
  readonly id: string
  readonly workflow: string
  readonly becomes: Extract<RunBecomes, { status: EndStatus }>
}

/** The row that tells a run that one of its children has ended; `undefined` where no run waits for it. */
export const childEndRow = (
  { kind, parentId, parentWait, entry }: Origin,
  { id, workflow, becomes }: EndedChild,
  at: number,
): NewInboxRow | undefined => {
  if (kind !== "child" || parentWait === undefined) return undefined
  const facts: Facts = { wait: parentWait, status: becomes.status, workflow, isEntry: entry !== undefined }
  return {
    runId: parentId,
    id: `child ${id}`,
    kind: "child",
    name: id,
    payload: becomes.status === "completed" ? becomes.output : becomes.error,
    options: encodeValue(facts, "the end of a child"),
    acceptedAt: at,
  }
}

/** What a child came to, and the wait of its parent that asks for it. Throws what is wrong with the row. */
export const readChildEnd = ({
  name,
  payload,
  options,
}: Pick<InboxRow, "name" | "payload" | "options">): { readonly wait: string; readonly outcome: Outcome } => {
  const { wait, status, workflow, isEntry } = decodeValue(options ?? "") as Facts // `childEndRow` wrote it
  const value = readStored(payload ?? "", `what run ${name ?? ""} came to`)
  switch (status) {
    case "completed":
      return { wait, outcome: { ok: true, value } }
    case "cancelled":
      return { wait, outcome: { ok: false, error: value } }
    case "failed": {
      const error = isEntry ? value : childFailed(workflow, name ?? "", value)
      return { wait, outcome: { ok: false, error } }
    }
  }
}
