import type { StartRun } from "@statewright/model"
import type { NewInboxRow, NewLink } from "@statewright/store"
import { payloadText } from "../boundary/payload-text.ts"
import { type Descended, type Origin, originFrom } from "../link/origin.ts"
import type { Program } from "../machine/program.ts"
import { startRowId } from "../start/pending-start.ts"
import { type AskedStart, requireSameStart } from "../start/require-same-start.ts"
import { startFactsText } from "../start/start-facts.ts"
import type { Moment } from "./moment.ts"

/** The rows of runs that a transition begins. */
interface BegunRuns {
  readonly sends: readonly NewInboxRow[]
  readonly links: readonly NewLink[]
}

/** The starts of the runs that a run begins, and how they come from it. Rejects with `RunExists`. */
export const beginRuns = async (
  run: Descended & { readonly program: Program; readonly tenant: string },
  runs: readonly StartRun[],
  moment: Moment,
): Promise<BegunRuns> => {
  const above = { id: run.id, origin: await moment.originOf(run) }
  const sends: NewInboxRow[] = []
  const links: NewLink[] = []
  for (const each of runs) {
    const { link: kind, wait, entry, runId } = each
    const origin = originFrom(above, { kind, wait, entry })
    const row = startRow(run, each, { origin, at: moment.now })
    if (isAmong(sends, row, run.tenant) || (await moment.isThere(row, run.tenant))) continue
    const { parentId: _, ...link } = origin
    sends.push(row)
    links.push({ ...link, runId })
  }
  return { sends, links }
}

/** Whether the same transition begins that run already: what it would write twice could never be stored. */
const isAmong = (sends: readonly NewInboxRow[], row: NewInboxRow, tenant: string): boolean => {
  const other = sends.find((each) => each.runId === row.runId)
  if (other === undefined) return false
  requireSameStart(row.runId, askedBy(other, tenant), askedBy(row, tenant))
  return true
}

const askedBy = ({ name = "", payload = "" }: NewInboxRow, tenant: string): AskedStart => ({
  workflow: name,
  input: payload,
  tenant,
})

const startRow = (
  { program, tenant }: { readonly program: Program; readonly tenant: string },
  { runId, workflow = program.workflow.definition.name, entry, input, tags, version }: StartRun,
  { origin, at }: { readonly origin: Origin; readonly at: number },
): NewInboxRow => {
  const boundary = entry === undefined ? `input of workflow \`${workflow}\`` : `what \`${entry}\` is given`
  const needed = entry === undefined ? version : program.version
  const options = startFactsText({
    ...(tags !== undefined && { tags }),
    ...(needed !== undefined && { version: needed }),
    ...(tenant !== "" && { tenant }),
    origin,
  })
  return {
    runId,
    id: startRowId,
    kind: "start",
    name: workflow,
    payload: payloadText(input, boundary),
    ...(options !== undefined && { options }),
    acceptedAt: at,
  }
}
