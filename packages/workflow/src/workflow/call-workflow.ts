// oxlint-disable-next-line eslint/no-restricted-imports -- natively there is no service to ask
import { randomUUID } from "node:crypto"
import type { Cancellation } from "@statewright/model"
import { currentCalls } from "../call/calls.ts"
import { Cancelled } from "../cancelled/cancelled.ts"
import { late } from "../cancelled/cut-off.ts"
import { type OwnRegion, ownRegion } from "../region/after-clean-up.ts"
import { cancellable, cutPromise } from "../region/cancellable.ts"
import { owed } from "../region/region.ts"
import { parse } from "../schema/parse.ts"
import { nestingProblem } from "./check-nesting.ts"
import { childFailed } from "./child-failed.ts"
import type { CheckedRunOptions } from "./child-options.ts"
import { childTimedOut } from "./child-timed-out.ts"
import { inLineage, lineage } from "./lineage.ts"
import type { RunRef } from "./run-ref.ts"
import type { WorkflowDefinition } from "./workflow-definition.ts"

/** Calls a workflow: by itself it is the function that it is, inside of another workflow's body a run of its own. */
export const callWorkflow = (
  workflow: WorkflowDefinition,
  input: unknown,
  options: CheckedRunOptions = {},
): Promise<unknown> => {
  const told = owed()
  if (told !== undefined) return told
  const calls = currentCalls()
  if (calls !== undefined) return calls.run({ workflow, input, answers: "end", options })
  if (lineage().length === 0) return runBody(workflow, input)
  const id = nativeId()
  const running = asChild(workflow, input, id)
  return options.timeoutMillis === undefined ? running : inTime(running, options.timeoutMillis, workflow, id)
}

/** Starts a workflow beside the one that calls; its end is nobody's business. */
export const startWorkflow = async (
  workflow: WorkflowDefinition,
  input: unknown,
  options: CheckedRunOptions = {},
): Promise<RunRef> => {
  const calls = currentCalls()
  if (calls !== undefined) return (await calls.run({ workflow, input, answers: "ref", options })) as RunRef // as asked for
  const id = options.id ?? nativeId()
  runChild(workflow, input, id, ownRegion()).catch(() => {})
  return { id, workflow: workflow.name }
}

const nativeId = (): string => `native/${randomUUID()}`

const runBody = async (workflow: WorkflowDefinition, given: unknown, own = ownRegion()): Promise<unknown> => {
  const { name, input, output, body } = workflow
  const parsed = await parse(input, given, `input of workflow \`${name}\``)
  return parse(output, await own.run(() => inLineage(name, () => body(parsed))), `output of workflow \`${name}\``)
}

/** What cuts the caller cancels it. */
const asChild = (workflow: WorkflowDefinition, input: unknown, id: string): Promise<unknown> => {
  const own = ownRegion()
  const { promise, resolve, reject } = cancellable<unknown>(own.cut)
  runChild(workflow, input, id, own).then(resolve, reject)
  return promise
}

const runChild = async (workflow: WorkflowDefinition, input: unknown, id: string, own: OwnRegion): Promise<unknown> => {
  try {
    const problem = nestingProblem(workflow, { above: lineage() })
    if (problem !== undefined) throw problem
    return await runBody(workflow, input, own)
  } catch (error) {
    throw error instanceof Cancelled ? error : childFailed(workflow.name, id, error)
  }
}

const inTime = (
  running: Promise<unknown>,
  millis: number,
  { name }: WorkflowDefinition,
  id: string,
): Promise<unknown> => {
  const stop = (why: Cancellation): void => {
    clearTimeout(timer)
    cutPromise(running, why)
  }
  const { promise, resolve, reject } = cancellable<unknown>(stop)
  const expire = (): void => {
    reject(childTimedOut(name, id))
    stop(late)
  }
  // oxlint-disable-next-line eslint/no-restricted-globals -- natively there is no clock to ask
  const timer = setTimeout(expire, Math.min(millis, 2 ** 31 - 1))
  running.finally(() => clearTimeout(timer)).then(resolve, reject)
  return promise
}
