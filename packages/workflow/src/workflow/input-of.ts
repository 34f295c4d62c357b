import type { Step } from "../step/made-step.ts"
import type { Workflow } from "./workflow.ts"

type Callable<Failure> = Step<never, unknown, Failure> | Workflow<never, unknown, Failure>

/**
 * What callers of a step or a workflow pass.
 *
 * @example type Order = InputOf<typeof fulfil>
 */
export type InputOf<W extends Callable<unknown>> = W extends (input: infer Input) => Promise<unknown> ? Input : never

/**
 * What callers of a step or a workflow receive.
 *
 * @example type Receipt = OutputOf<typeof fulfil>
 */
export type OutputOf<W extends Callable<unknown>> = W extends (input: never) => Promise<infer Output> ? Output : never

/**
 * The union of the errors that a step or a workflow declares.
 *
 * @example type Failure = FailureOf<typeof fulfil>
 */
export type FailureOf<W extends Callable<unknown>> = W extends Callable<infer Failure> ? Failure : never
