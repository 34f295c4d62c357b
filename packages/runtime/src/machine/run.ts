import {
  type CheckedRunOptions,
  type DetachedOptions,
  detachedOptions,
  type WorkflowDefinition,
} from "@statewright/workflow"
import type { CallCommand, RunCommand } from "./command.ts"

/** A workflow, or one with something said about this one call: `bill`, `bill.with({ timeout: "1 hour" })`. */
interface Called<Input> {
  (input: Input): Promise<unknown>
  readonly definition: WorkflowDefinition
  readonly callOptions?: CheckedRunOptions
}

/**
 * What `await other(input)` becomes: a run of its own, whose end this one waits for.
 *
 * @example
 * return child(bill, order)
 */
export const child = <Input>(
  { definition, callOptions }: Called<Input>,
  ...args: void extends Input ? [input?: Input] : [input: Input]
): RunCommand => ({
  kind: "run",
  link: "child",
  workflow: definition.name,
  input: args[0],
  answers: "end",
  ...(callOptions !== undefined && { options: callOptions }),
})

/**
 * What `other.start(input)` becomes: a run of its own that nobody waits for.
 *
 * @example
 * return sent(audit, order)
 */
export const sent = <Input>(
  { definition }: Called<Input>,
  ...args: void extends Input ? [input?: Input, options?: DetachedOptions] : [input: Input, options?: DetachedOptions]
): RunCommand => ({
  kind: "run",
  link: "detached",
  workflow: definition.name,
  input: args[0],
  answers: "ref",
  options: detachedOptions(definition.name, args[1]),
})

/**
 * What `detach(work)` becomes: a run of its own of a procedure of this workflow.
 *
 * @example
 * return detached(call("detach", [], { order }))
 */
export const detached = (body: CallCommand): RunCommand => ({
  kind: "run",
  link: "detached",
  entry: body,
  answers: "ref",
})
