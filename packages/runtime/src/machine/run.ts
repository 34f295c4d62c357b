import type { AnyWorkflow } from "./program.ts"
import type { CallCommand, RunCommand, RunOptions } from "./command.ts"

/**
 * What `await other(input)` becomes: a run of its own, whose end this one waits for.
 *
 * @example
 * return child(bill, order)
 */
export const child = (workflow: AnyWorkflow, input: unknown, options?: RunOptions): RunCommand => ({
  kind: "run",
  link: "child",
  workflow: workflow.definition.name,
  input,
  answers: "end",
  ...(options !== undefined && { options }),
})

/**
 * What `other.start(input)` becomes: a run of its own that nobody waits for.
 *
 * @example
 * return sent(audit, order)
 */
export const sent = (workflow: AnyWorkflow, input: unknown, options?: RunOptions): RunCommand => ({
  kind: "run",
  link: "detached",
  workflow: workflow.definition.name,
  input,
  answers: "ref",
  ...(options !== undefined && { options }),
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
