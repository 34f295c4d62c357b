import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import { decodeValue, encodeError } from "@statewright/model"
import { mayRetry, parse, retryDelay } from "@statewright/workflow"
import { payloadText } from "../boundary/payload-text.ts"
import { killPoint } from "@statewright/store/kill-point"
import type { AnyStep } from "../machine/program.ts"
import type { Launch } from "../writer/prepared.ts"
import type { StepWork } from "../writer/work.ts"
import type { AttemptEnd } from "./attempt-end.ts"
import { StepTimedOut } from "./step-timed-out.ts"
import { StepUnknown } from "./step-unknown.ts"

/**
 * Runs one attempt at a step: parse the input, run the code under its timeout, parse and encode the output. The code
 * sees the signal of `stop`, which is aborted when its time is over, too.
 */
export const runAttempt = Effect.fnUntraced(function* (launch: Launch, stop: AbortController) {
  const startedAt = yield* Clock.currentTimeMillis
  killPoint("step-start")
  const end = yield* attempt(launch, stop)
  killPoint("step-end")
  const { runId, frame, waitId, attempt: number, token } = launch
  return { kind: "step", runId, frame, waitId, attempt: number, token, startedAt, end } satisfies StepWork
})

const attempt = (launch: Launch, stop: AbortController): Effect.Effect<AttemptEnd> => {
  const { name, program, problem } = launch
  if (problem !== undefined) return Effect.succeed(failed(problem))
  const step = program.steps[name]
  if (step === undefined) return Effect.succeed(failed(new StepUnknown(name, program.workflow.definition.name)))
  // Only the author's code is tried again: an input or output that does not fit will not fit the next time.
  return Effect.gen(function* () {
    const input = yield* from(() =>
      parse(step.definition.input, decodeValue(launch.input), `input of step \`${name}\``),
    )
    const output = yield* Effect.result(run(step, input, launch, stop))
    if (output._tag === "Failure") return yield* afterFailure(step, launch, output.failure)
    const boundary = `output of step \`${name}\``
    const text = yield* from(async () =>
      payloadText(await parse(step.definition.output, output.success, boundary), boundary),
    )
    return { kind: "completed", text } satisfies AttemptEnd
  }).pipe(
    Effect.catch((error) => Effect.succeed(failed(error))),
    // Whatever else went wrong, such as a policy that looks at an error which throws: no attempt ends without a word.
    Effect.catchDefect((defect) => Effect.succeed(failed(defect))),
  )
}

/** The author's code, under its timeout. */
const run = (
  { definition }: AnyStep,
  input: unknown,
  { name, runId, frame, waitId, attempt }: Launch,
  stop: AbortController,
): Effect.Effect<unknown, unknown> => {
  const idempotencyKey = `${runId}/${frame}/${waitId}`
  const ran = Effect.tryPromise({
    // `async`: what it throws before its first await is a failure like any other.
    try: async (interrupted) => {
      interrupted.addEventListener("abort", () => stop.abort(interrupted.reason))
      return definition.run(input, { signal: stop.signal, idempotencyKey, attempt, runId })
    },
    catch: (error) => error,
  })
  const duration = definition.timeout
  if (duration === undefined) return ran
  return Effect.timeoutOrElse(ran, { duration, orElse: () => Effect.fail(new StepTimedOut(name, duration)) })
}

/** Tried again if the step's policy says so, and after how long. */
const afterFailure = Effect.fnUntraced(function* (step: AnyStep, launch: Launch, error: unknown) {
  const { retry } = step.definition
  if (retry === undefined || !mayRetry(retry, launch.attempt, error)) return failed(error)
  const random = yield* Random.next
  const now = yield* Clock.currentTimeMillis
  const dueAt = now + retryDelay(retry, launch.attempt, random)
  return { kind: "retry", error: encodeError(error), dueAt } satisfies AttemptEnd
})

const failed = (error: unknown): AttemptEnd => ({ kind: "failed", error: encodeError(error) })

const from = <Value>(ask: () => Promise<Value>): Effect.Effect<Value, unknown> =>
  Effect.tryPromise({ try: ask, catch: (error) => error })
