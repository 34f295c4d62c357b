import type { Outcome } from "@statewright/model"
import { ownRegion, parse, type Workflow, withCalls } from "@statewright/workflow"
import { eventMailbox } from "./event-mailbox.ts"
import { oneAtATime } from "./one-at-a-time.ts"
import type { SentEvents } from "./sent-events.ts"
import type { Stubs } from "./stub.ts"
import { watchingRaces } from "./lost-races.ts"
import { nativeRuns } from "./native-runs.ts"
import { inWorld } from "./native-world.ts"
import { runWorld, type WorldOptions } from "./run-world.ts"
import { StubMissing } from "./stub-missing.ts"
import { stubbedCalls } from "./stubbed-calls.ts"
import type { TestResult } from "./test-result.ts"
import { errorThroughStorage, throughStorage } from "./through-storage.ts"
import { runTracer, tracer } from "./trace.ts"

/** What a run under test is given. */
export interface InlineOptions extends WorldOptions {
  /** What stands for each step, by the step's name. */
  readonly steps?: Stubs
  /** What stands for workflows that it calls, by their names; others run as the functions that they are. */
  readonly workflows?: Stubs
  /** What is sent to it, by the event's name. */
  readonly events?: SentEvents
}

/**
 * Runs a workflow as the function that it is, without codegen or an engine: steps are answered by stubs, sleeps end at
 * once, events are those that the test sends, and values pass through schemas and storage as they would in the engine. With `now` or `seed`, `Date` and
 * random values in the body are those of the test, as `runCompiled` has them. Rejects when the input does not fit, when
 * a stub is missing, and when the run waits for an event that never comes. Where it waits for nothing but itself, at a
 * barrier, for a mutex, for a pool, it fails with `NothingCanCome`, as in the engine; of a promise that nobody settles,
 * such as a race of nothing, a function tells nothing.
 *
 * @example
 * const { status, output, trace } = await runInline(fulfil, order, { steps: { charge: async () => ({ receipt: "r1" }) } })
 */
export const runInline = async <Input, Output>(
  workflow: Workflow<Input, Output, unknown>,
  input: NoInfer<Input>,
  { steps = {}, workflows = {}, events = {}, now, seed }: InlineOptions = {},
): Promise<TestResult<Output>> => {
  const { name, body, input: inputSchema, output: outputSchema } = workflow.definition
  const boundary = `input of workflow \`${name}\``
  const stored = throughStorage(await parse(inputSchema, input, boundary), boundary)

  const trace = tracer()
  const broken = Promise.withResolvers<never>()
  const world = runWorld({ now: now ?? 0, seed: seed ?? "test" })
  const faults: unknown[] = []
  const blame = (fault: unknown): void => {
    if (fault === undefined) return
    faults.push(fault)
    broken.reject(fault)
  }
  const natives = nativeRuns()
  const rest = (): void => {
    blame(mailbox.refused() ?? mailbox.missing())
    if (faults.length === 0) natives.endOne()
  }
  const turns = oneAtATime({ now: now ?? 0, rest })
  const mailbox = eventMailbox(events, turns, blame)
  const runs = runTracer()
  const above = [name]
  const calls = stubbedCalls({
    stubs: steps,
    workflows,
    above,
    trace,
    runs,
    turns,
    world,
    mailbox,
    natives,
    breakOff: broken.reject,
  })
  const own = ownRegion()
  const run = () => withCalls(calls, () => natives.run(above, own, async () => body(stored)))
  // One that asks for nothing comes to rest, too.
  turns.soon(() => {})
  const running = () => watchingRaces(() => Promise.race([run(), broken.promise]))
  const isReal = now === undefined && seed === undefined
  const ended = await settle(isReal ? running() : inWorld(world, running))
  turns.stop()
  const waits = mailbox.read()
  const called = runs.read()
  const seen = {
    trace: trace.read(),
    ...(waits.length > 0 && { events: waits }),
    ...(called.length > 0 && { runs: called }),
  }

  blame(mailbox.refused())
  if (faults.length > 0) throw faults[0]
  if (!ended.ok && ended.error instanceof StubMissing) throw ended.error
  const outcome = ended.ok ? await settle(leave(outputSchema, ended.value, name)) : ended
  return outcome.ok
    ? // The workflow's own schema has just made it.
      { status: "completed", output: outcome.value as Output, ...seen }
    : { status: "failed", error: errorThroughStorage(outcome.error), ...seen }
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
