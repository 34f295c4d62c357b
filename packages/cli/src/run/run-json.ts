import type { RunDetail, RunInfo, StepInfo } from "@statewright/runtime"

import { payloadJson } from "../payload/payload-json.ts"

/** A run of a list, for a program: times as ISO text. */
export const runJson = ({ createdAt, updatedAt, endedAt, ...info }: RunInfo) => ({
  ...info,
  createdAt: iso(createdAt),
  updatedAt: iso(updatedAt),
  ...(endedAt !== undefined && { endedAt: iso(endedAt) }),
})

/** All of a run but its steps, for a program. */
export const runDetailJson = ({ steps: _, input, ...run }: RunDetail) => ({
  ...runJson(run),
  input: payloadJson(input),
  ...("output" in run && { output: payloadJson(run.output) }),
  ...("error" in run && { error: payloadJson(run.error) }),
})

/** A step of a run, for a program. */
export const stepJson = ({ startedAt, endedAt, input, failures, ...step }: StepInfo) => ({
  ...step,
  startedAt: iso(startedAt),
  ...(endedAt !== undefined && { endedAt: iso(endedAt) }),
  input: payloadJson(input),
  ...("output" in step && { output: payloadJson(step.output) }),
  ...("error" in step && { error: payloadJson(step.error) }),
  failures: failures.map((failure) => ({
    attempt: failure.attempt,
    startedAt: iso(failure.startedAt),
    endedAt: iso(failure.endedAt),
    error: payloadJson(failure.error),
  })),
})

/** A moment, for a program. */
export const iso = (at: number): string => new Date(at).toISOString()
