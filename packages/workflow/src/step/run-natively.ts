// oxlint-disable-next-line eslint/no-restricted-imports -- natively there is no service to ask
import { randomUUID } from "node:crypto"
import { cancellable } from "../region/cancellable.ts"
import { parse } from "../schema/parse.ts"
import type { StepDefinition } from "./step-definition.ts"

/** Runs a step as the function that it is: once, without policies, and stores nothing. */
export const runNatively = (step: StepDefinition, input: unknown): Promise<unknown> => {
  const attempt = new AbortController()
  const { promise, resolve, reject } = cancellable<unknown>(() => attempt.abort())
  attemptOf(step, input, attempt.signal).then(resolve, reject)
  return promise
}

const attemptOf = async (step: StepDefinition, input: unknown, signal: AbortSignal): Promise<unknown> => {
  const parsed = await parse(step.input, input, `input of step \`${step.name}\``)
  const returned = await step.run(parsed, {
    signal,
    // Fresh for each call: a real service must not take the call of another test for this one.
    idempotencyKey: `native/${randomUUID()}`,
    attempt: 1,
    runId: "native",
  })
  return parse(step.output, returned, `output of step \`${step.name}\``)
}
