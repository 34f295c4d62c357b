import { decodeValue, type Outcome } from "@statewright/model"
import type { InboxRow } from "@statewright/store"
import { ChildFailed } from "statewright"

/** What its row says of a child that has ended. */
interface Facts {
  readonly wait: string
  readonly status: "completed" | "failed" | "cancelled"
  readonly workflow: string
}

/** What a child came to, as its parent hears of it. */
export const childOutcome = ({
  name,
  payload,
  options,
}: InboxRow): { readonly wait: string; readonly outcome: Outcome } => {
  const { wait, status, workflow } = decodeValue(options ?? "") as Facts // the engine wrote it
  const value = decodeValue(payload ?? "")
  if (status === "completed") return { wait, outcome: { ok: true, value } }
  return { wait, outcome: { ok: false, error: status === "failed" ? failed(workflow, name ?? "", value) : value } }
}

const failed = (workflow: string, runId: string, error: unknown): ChildFailed => {
  const why = error instanceof Error ? error.message : String(error)
  const made = new ChildFailed({ message: `Sub-workflow \`${workflow}\` failed: ${why}`, workflow, runId, error })
  made.stack = `${made.name}: ${made.message}`
  return made
}
