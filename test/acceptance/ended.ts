import type { RunDetail } from "@statewright/runtime"
import type { TestResult } from "@statewright/testing"

/** How a run ended and what it called, told in the same words whichever way it was run. */
export interface Ended {
  readonly status: string
  readonly output: unknown
  readonly error: unknown
  readonly calls: readonly Call[]
}

interface Call {
  readonly step: string
  readonly input: unknown
  readonly output: unknown
  readonly error: unknown
}

/** Of a run under test, natively or compiled. */
export const endedTest = ({ status, output, error, trace }: TestResult<unknown>): Ended => ({
  status,
  output,
  error,
  calls: trace.map(({ step, input, outcome }) => ({
    step,
    input,
    output: outcome?.ok ? outcome.value : undefined,
    error: outcome?.ok === false ? outcome.error : undefined,
  })),
})

/** Of a run of the engine, as it is stored. */
export const endedRun = ({ status, output, error, steps }: RunDetail): Ended => ({
  status,
  output,
  error,
  calls: steps.map(({ name, input, output, error }) => ({ step: name, input, output, error })),
})
