import type { BranchInfo, ReceivedInfo, RunDetail, RunInfo, StepInfo, WaitInfo } from "@statewright/runtime"

import { payloadJson } from "../payload/payload-json.ts"

/** A run of a list, for a program: times as ISO text. */
export const runJson = (run: RunInfo) => ({
  id: run.id,
  workflow: run.workflow,
  version: run.version,
  status: run.status,
  tags: run.tags,
  ...(run.state !== undefined && { state: run.state }),
  ...(run.parkedReason !== undefined && { parkedReason: run.parkedReason }),
  createdAt: iso(run.createdAt),
  updatedAt: iso(run.updatedAt),
  ...(run.endedAt !== undefined && { endedAt: iso(run.endedAt) }),
})

/** All of a run but its steps, for a program. */
export const runDetailJson = (run: RunDetail) => ({
  ...runJson(run),
  ...(run.queued && { queued: run.queued }),
  input: payloadJson(run.input),
  ...endJson(run),
  waits: run.waits.map(waitJson),
  events: run.events.map(receivedJson),
})

const waitJson = ({ wait, event, since, dueAt, trouble }: WaitInfo) => ({
  wait,
  event,
  since: iso(since),
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
  status: step.status,
  ...(step.queued && { queued: step.queued }),
  attempts: step.attempts,
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
