import { shownValue } from "@statewright/model"
import type { FailureType, InstanceOf } from "../failure/failure-type.ts"
import { limits } from "../limit/limits.ts"
import { checkName } from "../name/check-name.ts"
import { checkOptions, type OptionKinds } from "../option/check-options.ts"
import { InvalidOption } from "../option/invalid-option.ts"
import { aFunction, anything, failures, schema, wholeNumber } from "../option/option-kind.ts"
import { checkRetry } from "../retry/check-retry.ts"
import type { AnsweredBy, ReceivedBy, ReturnedBy, Schema, Unchecked, Written } from "../schema/schema.ts"
import { callWorkflow, startWorkflow } from "./call-workflow.ts"
import {
  type CheckedRunOptions,
  type ChildOptions,
  childOptions,
  type DetachedOptions,
  detachedOptions,
} from "./child-options.ts"
import type { RunRef } from "./run-ref.ts"
import type { WorkflowDefinition } from "./workflow-definition.ts"
import type { WorkflowOptions } from "./workflow-options.ts"

/** Marks a workflow of whatever copy of this package. */
export const workflowBrand: unique symbol = Symbol.for("statewright.workflow")

/** Only in types: what the body receives, where that is not what callers pass. */
declare const receives: unique symbol

/**
 * A durable function; called directly, it runs as the plain function that it is. Awaited in another workflow it is a run
 * of its own: what it fails with is thrown there as `ChildFailed`, and the end of the one cancels the other.
 */
export interface Workflow<Input, Output, Failure = never> extends WorkflowCall<Input, Output, Failure> {
  readonly name: string
  readonly [workflowBrand]: 1
  /**
   * The same workflow, with something said about this one call. Throws `InvalidOption`, `InvalidDuration`, `InvalidName`.
   *
   * @example await ship.with({ timeout: "2 days" })(order)
   */
  with(options: ChildOptions): WorkflowCall<Input, Output, Failure>
  /**
   * Starts a run of its own and goes on at once: whoever starts it does not see its end, and neither cancels the other.
   * Throws `InvalidOption`.
   *
   * @example const { id } = await audit.start(order)
   */
  start(input: Input, options?: DetachedOptions): Promise<RunRef>
}

/** A workflow as it is called. */
export interface WorkflowCall<Input, Output, Failure = never> {
  (input: Input): Promise<Output>
  readonly definition: WorkflowDefinition<Failure>
  /** What was said about this one call. */
  readonly callOptions?: CheckedRunOptions
}

/** Says of a workflow that its input schema makes something else, `Parsed`, of what callers pass. */
export interface Receives<Parsed> {
  readonly [receives]?: Parsed
}

/** What the body of a workflow receives: what its input schema makes of what callers pass. */
export type ReceivedOf<W> = typeof receives extends keyof W
  ? W extends Receives<infer Parsed>
    ? Parsed
    : never
  : W extends Workflow<infer Input, unknown, unknown>
    ? Input
    : never

type Made<Given, Input, Output, Failure> = [Given, Input] extends [Input, Given]
  ? Workflow<Given, Output, Failure>
  : Workflow<Given, Output, Failure> & Receives<Input>

/**
 * Defines a workflow: an ordinary async function that codegen compiles into a durable state machine.
 *
 * @example
 * export const collect = workflow("collect", { input: z.object({ count: z.number().int() }) }, async ({ count }) => {
 *   const squares: number[] = []
 *   for (let i = 0; i < count; i++) squares.push(await square({ value: i }))
 *   return squares
 * })
 */
export function workflow<
  Input = void,
  Output extends Schema<Written, unknown> = Unchecked,
  const Errors extends readonly FailureType[] = [],
  Result extends Written = Written,
  Given = Input,
>(
  name: string,
  options: WorkflowOptions<Given, Input, Output, Errors>,
  body: (input: ReceivedBy<Input, Output>) => Promise<ReturnedBy<Output, Result>>,
): Made<Given, Input, AnsweredBy<Output, Result>, InstanceOf<Errors>> {
  checkName("workflow", name)
  checkOptions(`workflow("${name}")`, options, optionKinds)
  if (typeof body !== "function") {
    const problem = `its body, the third argument, is ${shownValue(body)}`
    throw new InvalidOption(`workflow("${name}")`, problem, "Give an async function after the options.")
  }
  const { input, output, errors = [], tags, maxDepth, retry, retryBudget, onComplete, onFailure, onCancel } = options
  const definition: WorkflowDefinition = {
    name,
    errors,
    ...(input && { input }),
    ...(output && { output }),
    ...limits(`workflow \`${name}\``, options),
    // Whoever calls them has parsed the input with the schema above.
    ...(tags && { tags: tags as NonNullable<WorkflowDefinition["tags"]> }), // given what it was parsed to
    ...(maxDepth !== undefined && { maxDepth }),
    ...(retry !== undefined && { retry: checkRetry(`workflow \`${name}\``, retry, []) }),
    ...(retryBudget !== undefined && { retryBudget }),
    ...(onComplete && { onComplete }),
    ...(onFailure && { onFailure }),
    ...(onCancel && { onCancel }),
    body: body as WorkflowDefinition["body"], // likewise
  }
  const made = Object.assign((given: unknown) => callWorkflow(definition, given), {
    [workflowBrand]: 1,
    definition,
    with: (said: ChildOptions) => {
      const callOptions = childOptions(name, said)
      return Object.assign((given: unknown) => callWorkflow(definition, given, callOptions), {
        definition,
        callOptions,
      })
    },
    start: async (given: unknown, said?: DetachedOptions) =>
      startWorkflow(definition, given, detachedOptions(name, said)),
  })
  Object.defineProperty(made, "name", { value: name })
  // The types of the schemas were erased in the definition; the options above are their proof.
  return made as unknown as Made<Given, Input, AnsweredBy<Output, Result>, InstanceOf<Errors>>
}

const optionKinds: OptionKinds<WorkflowOptions<unknown, unknown, Schema<Written, unknown>, readonly FailureType[]>> = {
  input: schema,
  output: schema,
  errors: failures,
  tags: aFunction,
  maxDepth: wholeNumber(0, 1_000),
  retry: anything,
  retryBudget: wholeNumber(0, Number.MAX_SAFE_INTEGER),
  onComplete: aFunction,
  onFailure: aFunction,
  onCancel: aFunction,
  concurrency: anything,
  rate: anything,
}

/** Whether a value is a workflow, made by whatever copy of this package. */
export const isWorkflow = (value: unknown): value is Workflow<never, unknown, unknown> =>
  typeof value === "function" && workflowBrand in value
