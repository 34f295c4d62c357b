// oxlint-disable-next-line eslint/no-restricted-imports -- natively there is no service to ask
import { randomUUID } from "node:crypto"
import { currentCalls } from "../call/calls.ts"
import { Cancelled } from "../cancelled/cancelled.ts"
import { parse } from "../schema/parse.ts"
import { nestingProblem } from "./check-nesting.ts"
import { childFailed } from "./child-failed.ts"
import type { CheckedRunOptions } from "./child-options.ts"
import { childTimedOut } from "./child-timed-out.ts"
import { inLineage, lineage } from "./lineage.ts"
import type { RunRef } from "./run-ref.ts"
import type { WorkflowDefinition } from "./workflow-definition.ts"

/** Calls a workflow: by itself it is the function that it is, inside of another workflow's body a run of its own. */
export const callWorkflow = async (
  workflow: WorkflowDefinition,
  input: unknown,
  options: CheckedRunOptions = {},
): Promise<unknown> => {
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
  asChild(workflow, input, id).catch(() => {})
  return { id, workflow: workflow.name }
}

const nativeId = (): string => `native/${randomUUID()}`

const runBody = async ({ name, input, output, body }: WorkflowDefinition, given: unknown): Promise<unknown> => {
  const parsed = await parse(input, given, `input of workflow \`${name}\``)
  return parse(output, await inLineage(name, () => body(parsed)), `output of workflow \`${name}\``)
}

const asChild = async (workflow: WorkflowDefinition, input: unknown, id: string): Promise<unknown> => {
  try {
    const problem = nestingProblem(workflow, { above: lineage() })
    if (problem !== undefined) throw problem
    return await runBody(workflow, input)
  } catch (error) {
    throw error instanceof Cancelled ? error : childFailed(workflow.name, id, error)
  }
}

const inTime = async (
  running: Promise<unknown>,
  millis: number,
  { name }: WorkflowDefinition,
  id: string,
): Promise<unknown> => {
  const late = Promise.withResolvers<never>()
  // oxlint-disable-next-line eslint/no-restricted-globals -- natively there is no clock to ask
  const timer = setTimeout(() => late.reject(childTimedOut(name, id)), Math.min(millis, 2 ** 31 - 1))
  try {
    return await Promise.race([running, late.promise])
  } finally {
    clearTimeout(timer)
  }
}
