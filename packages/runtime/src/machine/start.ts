import { durationMillis } from "@statewright/workflow"
import type { Duration, Step } from "@statewright/workflow"
import type { JoinPolicy } from "@statewright/model"
import type {
  AwaitedCommand,
  CallCommand,
  Callback,
  ChainCommand,
  Completed,
  GatherCommand,
  JoinCommand,
  ManyCommand,
  PartCommand,
  SleepCommand,
  StartCommand,
} from "./command.ts"

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
 * What `await parallel([...])` and `await Promise.all([...])` of calls become.
 *
 * @example
 * return join("parallel", [start(reserve, order), start(charge, order)])
 */
export const join = (policy: JoinPolicy, parts: readonly PartCommand[]): JoinCommand => ({
  kind: "join",
  policy,
  parts: [...parts],
})

/**
 * What `await Promise.race(promises)` and its like become, where the promises were begun before.
 *
 * @example
 * return gather("race", [f.charged, f.refused])
 */
export const gather = (policy: JoinPolicy, values: Iterable<unknown>): GatherCommand => ({
  kind: "gather",
  policy,
  values: [...values],
})

/**
 * What `await promise` becomes.
 *
 * @example
 * return awaited(f.charged)
 */
export const awaited = (value: unknown): AwaitedCommand => ({ kind: "awaited", value })

/**
 * What `items.map((item) => step(item))` becomes where nothing awaits it yet.
 *
 * @example
 * return many(orders.map((order) => start(charge, order)))
 */
export const many = (parts: readonly PartCommand[]): ManyCommand => ({ kind: "many", parts })

/**
 * What `helper(...)` becomes: the helper runs as an activation of this frame. `captures` are the constants around it
 * that it reads; `outer` holds the variables around it that it shares.
 *
 * @example
 * return call("pack", [line], { rate }, f)
 */
export const call = (
  procedure: string,
  args: readonly unknown[],
  captures: Readonly<Record<string, unknown>> = {},
  outer?: object,
): CallCommand => ({ kind: "call", procedure, args, captures, outer })

/**
 * What `promise.then(...)`, `.catch(...)` and `.finally(...)` become: each callback is a helper that is called with what
 * the promise ends with.
 *
 * @example
 * return chained(start(charge, order), { catch: call("chargeCatch", [], { order }) })
 */
export const chained = (of: ChainCommand["of"], callbacks: ChainCommand["callbacks"]): ChainCommand => ({
  kind: "chain",
  of,
  callbacks,
})

/**
 * A callback of `chained` that is an async function: its answer is a promise, which takes JavaScript some turns more.
 *
 * @example
 * return chained(start(charge, order), { catch: promised(call("refund", [])) })
 */
export const promised = (callback: CallCommand): Callback => ({ ...callback, isAsync: true })

/**
 * What `return value` becomes.
 *
 * @example
 * return completed(squares)
 */
export const completed = (value?: unknown): Completed => ({ kind: "completed", value })
