import { encodeError } from "@statewright/model"
import type { NewInboxRow, NewLink } from "@statewright/store"
import { type ChainedEnd, chainedStarts, insideSegment, withCalls } from "@statewright/workflow"
import { payloadText } from "../boundary/payload-text.ts"
import { ChainTooLong } from "../error/chain-too-long.ts"
import { childRunId } from "../ids/child-run-id.ts"
import { runName } from "../ids/run-name.ts"
import type { Program } from "../machine/program.ts"
import { startRowId } from "../start/pending-start.ts"
import { startFactsText } from "../start/start-facts.ts"
import { type Origin, originFrom } from "./origin.ts"

/** A run that ends. */
export interface EndingRun {
  readonly id: string
  readonly createdAt: number
  readonly program: Program
  readonly origin: Origin | null
  readonly tenant: string
  readonly end: ChainedEnd
  readonly at: number
}

/** The runs that start when a run has ended, and why others do not. */
export interface ChainRows {
  readonly sends: readonly NewInboxRow[]
  readonly links: readonly NewLink[]
}

/** The rows of the runs that start because one has ended; what goes wrong with one of them is kept with its link. */
export const chainStarts = (run: EndingRun, maxChainLength: number): ChainRows => {
  const sends: NewInboxRow[] = []
  const links: NewLink[] = []
  const { parentId: _, ...link } = originFrom(run, { kind: "chain" })
  for (const [index, start] of startsOf(run).entries()) {
    const runId = childRunId(runName(run), `chain/${run.end.on}/${index}`)
    try {
      if ("error" in start) throw start.error
      if (link.depth > maxChainLength) throw new ChainTooLong(start.workflow, maxChainLength)
      sends.push(startRow(run, runId, start))
      links.push({ ...link, runId })
    } catch (error) {
      links.push({ ...link, runId, refusal: encodeError(error) })
    }
  }
  return { sends, links }
}

/** The author's functions are called once, here; nothing that they throw concerns the run that has ended. */
const startsOf = ({ program, end }: EndingRun) => {
  try {
    return withCalls(insideSegment, () => chainedStarts(program.workflow.definition, end))
  } catch (error) {
    return [{ error }]
  }
}

const startRow = (
  run: EndingRun,
  runId: string,
  { workflow, input }: { readonly workflow: string; readonly input: unknown },
): NewInboxRow => {
  const options = startFactsText({
    ...(run.tenant !== "" && { tenant: run.tenant }),
    origin: originFrom(run, { kind: "chain" }),
  })
  return {
    runId,
    id: startRowId,
    kind: "start",
    name: workflow,
    payload: payloadText(input, `input of workflow \`${workflow}\``),
    ...(options !== undefined && { options }),
    acceptedAt: run.at,
  }
}
