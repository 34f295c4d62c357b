import { currentCalls } from "../call/calls.ts"
import { checkName } from "../name/check-name.ts"
import { owed } from "../region/region.ts"
import { runNatively } from "./run-natively.ts"
import type { StepDefinition } from "./step-definition.ts"

/** Marks a step of whatever copy of this package. */
export const stepBrand: unique symbol = Symbol.for("statewright.step")

/** What can be said at one call of a step. */
export interface CallOptions {
  /** The id of the wait in the workflow, in place of the step's name: keeps a call apart from its equals. */
  readonly id?: string
}

/** One durable unit of work: call it in a workflow and await it. */
export interface Step<Input, Output, Failure = never> {
  (input: Input): Promise<Output>
  readonly name: string
  readonly [stepBrand]: 1
  readonly definition: StepDefinition<Failure>
  /**
   * The same step, with something said about this one call.
   *
   * @example await charge.with({ id: "deposit" })({ orderId, cents: 500 })
   */
  with(options: CallOptions): Step<Input, Output, Failure>
}

/** The step that is defined so. */
export const madeStep = (definition: StepDefinition): Step<unknown, unknown, unknown> => {
  const call = (input: unknown): Promise<unknown> => {
    const calls = currentCalls()
    return owed() ?? (calls === undefined ? runNatively(definition, input) : calls.step(definition, input))
  }
  const made = Object.assign(call, {
    [stepBrand]: 1 as const,
    definition,
    with: ({ id }: CallOptions) => {
      if (id !== undefined) checkName("call", id)
      return made
    },
  })
  Object.defineProperty(made, "name", { value: definition.name })
  return made
}

/** Whether a value is a step, made by whatever copy of this package. */
export const isStep = (value: unknown): value is Step<never, unknown, unknown> =>
  typeof value === "function" && stepBrand in value
