import type { Outcome } from "@statewright/model"
import { parse, type Workflow, withCalls } from "@statewright/workflow"
import { oneAtATime } from "./one-at-a-time.ts"
import type { Stubs } from "./stub.ts"
import { inWorld } from "./native-world.ts"
import { runWorld, type WorldOptions } from "./run-world.ts"
import { StubMissing } from "./stub-missing.ts"
import { stubbedCalls } from "./stubbed-calls.ts"
import type { TestResult } from "./test-result.ts"
import { errorThroughStorage, throughStorage } from "./through-storage.ts"
import { tracer } from "./trace.ts"

/** What a run under test is given. */
export interface InlineOptions extends WorldOptions {
  /** What stands for each step, by the step's name. */
  readonly steps?: Stubs
}

/**
 * Runs a workflow as the function that it is, without codegen or an engine: steps are answered by stubs, sleeps end at
 * once, and values pass through schemas and storage as they would in the engine. With `now` or `seed`, `Date` and
 * random values in the body are those of the test, as `runCompiled` has them. Rejects when the input does not fit, or
 * when a stub is missing.
 *
 * @example
 * const { status, output, trace } = await runInline(fulfil, order, { steps: { charge: async () => ({ receipt: "r1" }) } })
 */
export const runInline = async <Input, Output>(
  workflow: Workflow<Input, Output, unknown>,
  input: NoInfer<Input>,
  { steps = {}, now, seed }: InlineOptions = {},
): Promise<TestResult<Output>> => {
  const { name, body, input: inputSchema, output: outputSchema } = workflow.definition
  const boundary = `input of workflow \`${name}\``
  const stored = throughStorage(await parse(inputSchema, input, boundary), boundary)

  const trace = tracer()
  const turns = oneAtATime()
  const broken = Promise.withResolvers<never>()
  const world = runWorld({ now: now ?? 0, seed: seed ?? "test" })
  const calls = stubbedCalls({ stubs: steps, trace, turns, world, breakOff: broken.reject })
  const running = () => withCalls(calls, async () => body(stored))
  const isReal = now === undefined && seed === undefined
  const ended = await settle(Promise.race([isReal ? running() : inWorld(world, running), broken.promise]))
  turns.stop()
  const seen = trace.read()

  if (!ended.ok && ended.error instanceof StubMissing) throw ended.error
  const outcome = ended.ok ? await settle(leave(outputSchema, ended.value, name)) : ended
  return outcome.ok
    ? // The workflow's own schema has just made it.
      { status: "completed", output: outcome.value as Output, trace: seen }
    : { status: "failed", error: errorThroughStorage(outcome.error), trace: seen }
}

const leave = async (schema: Parameters<typeof parse>[0], returned: unknown, name: string): Promise<unknown> => {
  const boundary = `output of workflow \`${name}\``
  return throughStorage(await parse(schema, returned, boundary), boundary)
}

const settle = async (promise: Promise<unknown>): Promise<Outcome> => {
  try {
    return { ok: true, value: await promise }
  } catch (error) {
    return { ok: false, error }
  }
}
