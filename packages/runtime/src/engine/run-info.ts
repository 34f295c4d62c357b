import { decodeValue } from "@statewright/model"
import type { AttemptRow, RunRow, RunStatus, RunSummary, StepRow, StepStatus } from "@statewright/store"

/** A run as lists show it. Times are in ms since 1970. */
export interface RunInfo {
  readonly id: string
  readonly workflow: string
  readonly version: string
  readonly status: RunStatus
  /** The path of the state in which it rests; absent once it has ended. */
  readonly state?: string
  readonly createdAt: number
  readonly updatedAt: number
  readonly endedAt?: number
  /** Why it is parked. */
  readonly parkedReason?: string
}

/** A run with what went in, what came out, and its steps in the order of their start. */
export interface RunDetail extends RunInfo {
  readonly input: unknown
  readonly output?: unknown
  readonly error?: unknown
  readonly steps: readonly StepInfo[]
}

/** One call of a step. */
export interface StepInfo {
  /** The runtime id of the wait: `<static id>#<n>`. */
  readonly wait: string
  readonly name: string
  readonly status: StepStatus
  /** How many attempts were begun. */
  readonly attempts: number
  readonly startedAt: number
  readonly endedAt?: number
  readonly input: unknown
  readonly output?: unknown
  readonly error?: unknown
  /** The attempts that failed. */
  readonly failures: readonly AttemptInfo[]
}

/** One attempt that failed. */
export interface AttemptInfo {
  readonly attempt: number
  readonly startedAt: number
  readonly endedAt: number
  readonly error: unknown
}

/** What a list shows of a stored run. */
export const runInfo = (row: RunSummary): RunInfo => ({
  id: row.id,
  workflow: row.workflow,
  version: row.version,
  status: row.status,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
  ...(row.state !== null && { state: row.state }),
  ...(row.endedAt !== null && { endedAt: row.endedAt }),
  ...(row.parkedReason !== null && { parkedReason: row.parkedReason }),
})

/** All that is stored of a run, decoded. */
export const runDetail = (row: RunRow, steps: readonly StepRow[], attempts: readonly AttemptRow[]): RunDetail => ({
  ...runInfo(row),
  input: decodeValue(row.input),
  ...(row.output !== null && { output: decodeValue(row.output) }),
  ...(row.error !== null && { error: decodeValue(row.error) }),
  steps: steps.map((step) => stepInfo(step, attempts)),
})

const stepInfo = (row: StepRow, attempts: readonly AttemptRow[]): StepInfo => ({
  wait: row.waitId,
  name: row.name,
  status: row.status,
  attempts: row.attempt,
  startedAt: row.startedAt,
  input: decodeValue(row.input),
  ...(row.endedAt !== null && { endedAt: row.endedAt }),
  ...(row.output !== null && { output: decodeValue(row.output) }),
  ...(row.error !== null && { error: decodeValue(row.error) }),
  failures: attempts
    .filter(({ frame, waitId }) => frame === row.frame && waitId === row.waitId)
    .map(({ attempt, startedAt, endedAt, error }) => ({ attempt, startedAt, endedAt, error: decodeValue(error) })),
})
