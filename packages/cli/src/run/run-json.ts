import type {
  BranchInfo,
  ReceivedInfo,
  RunDetail,
  RunInfo,
  RunTree,
  StepInfo,
  StrandInfo,
  WaitInfo,
} from "@statewright/runtime"

import { payloadJson } from "../payload/payload-json.ts"

/** A run of a list, for a program: times as ISO text. */
export const runJson = (run: RunInfo) => ({
  id: run.id,
  workflow: run.workflow,
  version: run.version,
  status: run.status,
  tags: run.tags,
  ...(run.tenant !== undefined && { tenant: run.tenant }),
  ...(run.state !== undefined && { state: run.state }),
  ...(run.parkedReason !== undefined && { parkedReason: run.parkedReason }),
  createdAt: iso(run.createdAt),
  updatedAt: iso(run.updatedAt),
  ...(run.endedAt !== undefined && { endedAt: iso(run.endedAt) }),
})

/** The items of a page: from one number up to another. */
export interface Page {
  readonly from: number
  readonly to: number
}

/** Whether something of a run stands behind a page. */
export const goesOn = ({ steps, rests, children, groups }: RunDetail, to: number): boolean =>
  [steps, rests, children, ...groups.map(({ strands }) => strands)].some(({ length }) => length > to)

/** All of a run but its steps, for a program: of its branches, of the runs that it started and of its waits one page. */
export const runDetailJson = (run: RunDetail, { from, to }: Page) => ({
  ...runJson(run),
  ...(run.queued && { queued: run.queued }),
  input: payloadJson(run.input),
  ...endJson(run),
  rests: run.rests
    .slice(from, to)
    .map(({ dueAt, ...rest }) => ({ ...rest, ...(dueAt !== undefined && { dueAt: iso(dueAt) }) })),
  restCount: run.rests.length,
  waits: run.waits.map(waitJson),
  events: run.events.map(receivedJson),
  ...(run.replays !== undefined && { replays: run.replays }),
  ...(run.parent && { parent: run.parent }),
  root: run.root,
  childCount: run.children.length,
  children: run.children.slice(from, to).map(childJson),
  groups: run.groups.map(({ strands, ...group }) => ({
    ...group,
    strandCount: strands.length,
    strands: strands.slice(from, to).map(strandJson),
  })),
})

/** A run with all that came from it, for a program. */
export const treeJson = ({ children, ...run }: RunTree): TreeJson => ({
  ...childJson(run),
  children: children.map(treeJson),
})

interface TreeJson extends ReturnType<typeof childJson> {
  readonly children: readonly TreeJson[]
}

const childJson = ({ at, endedAt, error, refusal, ...run }: Omit<RunTree, "children">) => ({
  ...run,
  at: iso(at),
  ...(endedAt !== undefined && { endedAt: iso(endedAt) }),
  ...(error !== undefined && { error: payloadJson(error) }),
  ...(refusal !== undefined && { refusal: payloadJson(refusal) }),
})

const strandJson = ({ startedAt, endedAt, output, error, ...strand }: StrandInfo) => ({
  ...strand,
  startedAt: iso(startedAt),
  ...(endedAt !== undefined && { endedAt: iso(endedAt) }),
  ...(output !== undefined && { output: payloadJson(output) }),
  ...(error !== undefined && { error: payloadJson(error) }),
})

const waitJson = ({ wait, event, since, fresh, dueAt, trouble }: WaitInfo) => ({
  wait,
  event,
  since: iso(since),
  ...(fresh && { fresh }),
  ...(dueAt !== undefined && { dueAt: iso(dueAt) }),
  ...(trouble !== undefined && { trouble: payloadJson(trouble) }),
})

const receivedJson = ({ wait, id, name, payload, sentAt, receivedAt }: ReceivedInfo) => ({
  wait,
  id,
  name,
  payload: payloadJson(payload),
  sentAt: iso(sentAt),
  receivedAt: iso(receivedAt),
})

/** A step of a run, for a program. */
export const stepJson = (step: StepInfo) => ({
  wait: step.wait,
  name: step.name,
  ...(step.within !== undefined && { within: step.within }),
  status: step.status,
  ...(step.queued && { queued: step.queued }),
  attempts: step.attempts,
  ...(step.cached && { cached: { storedAt: iso(step.cached.storedAt) } }),
  ...(step.refused !== undefined && { refused: step.refused }),
  ...(step.nextAttemptAt !== undefined && { nextAttemptAt: iso(step.nextAttemptAt) }),
  ...(step.deadlineAt !== undefined && { deadlineAt: iso(step.deadlineAt) }),
  ...(step.endedBy !== undefined && { endedBy: step.endedBy }),
  ...(step.warnings !== undefined && { warnings: step.warnings }),
  ...(step.letter !== undefined && { letter: step.letter }),
  startedAt: iso(step.startedAt),
  ...(step.endedAt !== undefined && { endedAt: iso(step.endedAt) }),
  input: payloadJson(step.input),
  ...endJson(step),
  failures: step.failures.map(({ attempt, startedAt, endedAt, error }) => ({
    attempt,
    startedAt: iso(startedAt),
    endedAt: iso(endedAt),
    error: payloadJson(error),
  })),
})

/** A branch that a run took, for a program. */
export const branchJson = (branch: BranchInfo) => ({ ...branch, at: iso(branch.at) })

/** A moment, for a program. */
export const iso = (at: number): string => new Date(at).toISOString()

/** What came out, if something did: an output of `undefined` is one too. */
const endJson = (ended: { readonly output?: unknown; readonly error?: unknown }) => ({
  ...("output" in ended && { output: payloadJson(ended.output) }),
  ...("error" in ended && { error: payloadJson(ended.error) }),
})
