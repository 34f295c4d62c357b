import { durationMillis } from "@statewright/workflow"
import type { Duration, Step } from "@statewright/workflow"
import type { JoinPolicy } from "@statewright/model"
import type { CallCommand, Completed, JoinCommand, SleepCommand, StartCommand } from "./command.ts"

/**
 * What `await step(input)` becomes: the segment ends here, and the next one receives the step's output.
 *
 * @example
 * return start(square, { value: f.i })
 */
export const start = <Input, Output, Failure>(
  step: Step<Input, Output, Failure>,
  ...args: void extends Input ? [input?: Input] : [input: Input]
): StartCommand => ({ kind: "start", step: step.definition.name, input: args[0] })

/**
 * What `await sleep(duration)` becomes.
 *
 * @example
 * return sleep("1 hour")
 */
export const sleep = (duration: Duration): SleepCommand => ({ kind: "sleep", millis: durationMillis(duration) })

/**
 * What `await parallel([...])` and `await Promise.all([...])` become.
 *
 * @example
 * return join("parallel", [start(reserve, order), start(charge, order)])
 */
export const join = (policy: JoinPolicy, starts: readonly StartCommand[]): JoinCommand => ({
  kind: "join",
  policy,
  starts,
})

/**
 * What `await helper(...)` becomes: the helper runs on this frame's stack.
 *
 * @example
 * return call("pack", { line })
 */
export const call = (procedure: string, args: unknown): CallCommand => ({ kind: "call", procedure, args })

/**
 * What `return value` becomes.
 *
 * @example
 * return completed(squares)
 */
export const completed = (value?: unknown): Completed => ({ kind: "completed", value })
