import { encodeError } from "@statewright/model"
import type { AttemptRow } from "@statewright/store"
import { type Duration, errorTag, parse } from "@statewright/workflow"
import { payloadText } from "../boundary/payload-text.ts"
import { killPoint } from "@statewright/store/kill-point"
import { callRun } from "../effect/effect-run.ts"
import type { StepServices } from "../effect/step-services.ts"
import { isDamage, readStored } from "../history/read-stored.ts"
import type { AnyStep } from "../machine/program.ts"
import { type AttemptWatch, watchAttempt } from "../policy/breaker/watch-attempt.ts"
import { decideRetry } from "../policy/retry/decide-retry.ts"
import { type PolicyDefaults, retryOf } from "../policy/step-policy.ts"
import type { Caching } from "../policy/cache/caching.ts"
import { keepAnswer, type Keeping } from "../policy/cache/keep-answer.ts"
import type { Launch } from "../writer/prepared.ts"
import type { StepWork } from "../writer/work.ts"
import type { AttemptEnd } from "./attempt-end.ts"
import { runBuiltIn } from "./run-built-in.ts"
import { StepTimedOut } from "./step-timed-out.ts"
import { StepUnknown } from "./step-unknown.ts"

/** What an attempt needs of the engine. */
export interface AttemptParts {
  /** The wall clock, in ms since 1970. */
  readonly now: () => number
  /** At least 0, less than 1. */
  readonly random: () => number
  readonly caching: Caching
  /** Aborted when nobody waits for what it comes to, and when its time is over. */
  readonly controller: AbortController
  /** Calls `act` after a time, unless what it answers is called before. */
  readonly after: (duration: Duration, act: () => void) => () => void
  /** What holds where neither a step nor its workflow says anything. */
  readonly defaults: PolicyDefaults
  readonly services: StepServices
  /** The failed attempts at the call, as stored. */
  readonly attempts: () => Promise<readonly AttemptRow[]>
  /** How many attempts at the call do not count any more. */
  readonly forgiven: () => Promise<number>
}

/** Runs one attempt at a step: parse the input, run the code under its timeout, parse and encode the output. Never rejects. */
export const runAttempt = async (launch: Launch, parts: AttemptParts): Promise<StepWork> => {
  const startedAt = parts.now()
  killPoint("step-start")
  const watch = watchAttempt(launch.program.steps[launch.name]?.definition, parts.controller.signal)
  const end = await attempt(launch, parts, watch)
  killPoint("step-end")
  const { runId, name, frame, waitId, attempt: number, token } = launch
  const dependency = watch.found()
  const work = { kind: "step", runId, name, frame, waitId, attempt: number, token, startedAt, end } as const
  return dependency === undefined ? work : { ...work, dependency }
}

/** Only the author's code is tried again: an input or output that does not fit will not fit the next time. */
const attempt = async (launch: Launch, parts: AttemptParts, watch: AttemptWatch): Promise<AttemptEnd> => {
  const { name, program, problem } = launch
  try {
    if (problem !== undefined) {
      return errorTag(problem) === "CircuitOpen" ? await afterFailure(launch, problem, parts) : failed(problem)
    }
    const step = program.steps[name]
    if (step === undefined) return failed(new StepUnknown(name, program.workflow.definition.name))
    const stored = storedInput(launch)
    if ("kind" in stored) return stored
    const { cache, builtIn } = step.definition
    if (builtIn !== undefined) return await runBuiltIn(builtIn, stored.input)
    const keeping = cache && keepAnswer(launch, cache, parts.caching)
    const input = await parse(step.definition.input, stored.input, `input of step \`${name}\``)
    const ran = await settled(run(step, input, launch, parts))
    watch.ran(ran)
    if (!ran.ok) return withPut(await afterFailure(launch, ran.error, parts), ran.error, keeping, parts)
    const boundary = `output of step \`${name}\``
    const output = await parse(step.definition.output, ran.value, boundary)
    const text = payloadText(output, boundary)
    const put = keeping?.answered(output, text, parts.now())
    return { kind: "completed", text, ...(put && { put }) }
  } catch (error) {
    watch.spoilt(error)
    // Whatever else went wrong, such as a policy that looks at an error which throws: no attempt ends without a word.
    if (isDamage(error)) return { kind: "damaged", error }
    return errorTag(error) === "ValidationFailed" ? { ...failed(error), endedBy: "validation" } : failed(error)
  }
}

/** What is to be kept of it, if it has failed for good. */
const withPut = (
  end: AttemptEnd,
  error: unknown,
  keeping: Keeping | undefined,
  { now }: Pick<AttemptParts, "now">,
): AttemptEnd => {
  if (end.kind !== "failed") return end
  const put = keeping?.failed(error, end.error, now())
  return { ...end, ...(put && { put }) }
}

const storedInput = ({ name, input }: Launch): { readonly input: unknown } | AttemptEnd => {
  try {
    return { input: readStored(input, `the input of step \`${name}\``) }
  } catch (error) {
    return { kind: "damaged", error }
  }
}

type Settled = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: unknown }

const settled = (promise: Promise<unknown>): Promise<Settled> =>
  promise.then(
    (value) => ({ ok: true, value }),
    (error: unknown) => ({ ok: false, error }),
  )

/** The author's code, under its timeout. */
const run = (
  { definition }: AnyStep,
  input: unknown,
  { name, runId, frame, waitId, attempt: number }: Launch,
  { controller, after, services }: AttemptParts,
): Promise<unknown> => {
  const { signal } = controller
  // `async`: what it throws before its first await is a failure like any other.
  const ran = (async () =>
    callRun(
      definition,
      input,
      { signal, idempotencyKey: keyOf({ runId, frame, waitId }), attempt: number, runId },
      services,
    ))()
  const { timeout } = definition
  if (timeout === undefined) return ran
  return new Promise((resolve, reject) => {
    const inTime = after(timeout, () => {
      reject(new StepTimedOut(name, timeout))
      controller.abort()
    })
    ran.then(resolve, reject).finally(inTime)
  })
}

/** Tried again if the step's policy says so, and after how long. */
const afterFailure = async (
  launch: Launch,
  error: unknown,
  { now, random, defaults, attempts, forgiven }: Retrying,
): Promise<AttemptEnd> => {
  const { program, name, attempt: number } = launch
  const step = program.steps[name]?.definition
  const retry = step && retryOf(step, program.workflow.definition, defaults)
  const before = retry !== undefined && number > 1 ? await forgiven() : 0
  const decision = await decideRetry(retry, {
    error,
    attempt: number - before,
    now: now(),
    random: random(),
    seed: keyOf(launch),
    failed: async () =>
      (await attempts())
        .filter((row) => row.attempt > before)
        .map(({ endedAt, error: text }) => ({ endedAt, error: readStored(text, `an error of step \`${name}\``) })),
  })
  if (decision.kind === "retry") return { ...decision, error: encodeError(error) }
  return { ...failed(error), ...decision }
}

type Retrying = Pick<AttemptParts, "now" | "random" | "defaults" | "attempts" | "forgiven">

/** The same in every attempt of a call. */
const keyOf = ({ runId, frame, waitId }: Pick<Launch, "runId" | "frame" | "waitId">): string =>
  `${runId}/${frame}/${waitId}`

const failed = (error: unknown) => ({ kind: "failed", error: encodeError(error) }) as const
