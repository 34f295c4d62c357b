import type { Outcome } from "@statewright/model"
import { begin, NothingCanCome } from "@statewright/runtime/advance"
import type { AnyWorkflow, Program } from "@statewright/runtime/machine"
import { heldForEver, type InputOf, type OutputOf, parse } from "@statewright/workflow"
import { eventMailbox } from "./event-mailbox.ts"
import type { Mode } from "./frame-under-test.ts"
import { nativeRuns } from "./native-runs.ts"
import { oneAtATime } from "./one-at-a-time.ts"
import { runFrame } from "./run-frame.ts"
import { type RunWorld, runWorld, type WorldOptions } from "./run-world.ts"
import type { SentEvents } from "./sent-events.ts"
import type { Stubs } from "./stub.ts"
import { childRunsOf } from "./stubbed-calls.ts"
import { stubbedSteps } from "./stubbed-steps.ts"
import { testLocks } from "./test-locks.ts"
import type { TestResult } from "./test-result.ts"
import { errorThroughStorage, throughStorage } from "./through-storage.ts"
import { type EventEntry, type RunTracer, runTracer, type Tracer, tracer } from "./trace.ts"

/** What a compiled run under test is given. */
export interface CompiledOptions extends WorldOptions {
  /** What stands for each step, by the step's name. */
  readonly steps?: Stubs
  /** What stands for workflows that it calls, by their names; others run as the functions that they are. */
  readonly workflows?: Stubs
  /** What is sent to it, by the event's name. */
  readonly events?: SentEvents
  /**
   * `memory`: the frame stays in memory. `roundtrip`: at every wait it is stored and restored. `duplicate`: every
   * completion comes twice, and every transition is computed twice and compared. Default `memory`.
   */
  readonly mode?: Mode
}

/**
 * Runs a compiled workflow in process, without a database: steps are answered by stubs, sleeps end at once. It answers
 * what `runInline` answers for the same workflow, input and stubs. Rejects when the input does not fit, or when a stub
 * is missing.
 *
 * @example
 * const { status, output, trace } = await runCompiled(collectProgram, { count: 3 }, { steps: { square: async ({ value }) => value * value } })
 */
export const runCompiled = async <Definition extends AnyWorkflow>(
  program: Program<Definition>,
  input: InputOf<Definition>,
  {
    steps = {},
    workflows = {},
    events = {},
    mode = "memory",
    now = presentTime(),
    seed = "test",
  }: CompiledOptions = {},
): Promise<TestResult<OutputOf<Definition>>> => {
  const { name, input: inputSchema, output: outputSchema } = program.workflow.definition
  const boundary = `output of workflow \`${name}\``
  const parsed = await parse(inputSchema, input, `input of workflow \`${name}\``)
  const stored = throughStorage(parsed, `input of workflow \`${name}\``)

  const trace = tracer()
  const runs = runTracer()
  const given: Running = { steps, workflows, events, mode, now, trace, runs, world: runWorld({ now, seed }) }
  const { ended, waits } = await runToEnd(program, stored, given)
  const called = runs.read()
  const seen = {
    trace: trace.read(),
    ...(waits.length > 0 && { events: waits }),
    ...(called.length > 0 && { runs: called }),
  }
  try {
    if (!ended.ok) throw ended.error
    const output = throughStorage(await parse(outputSchema, ended.value, boundary), boundary)
    // The workflow's own schema has just made it.
    return { status: "completed", output: output as OutputOf<Definition>, ...seen }
  } catch (error) {
    return { status: "failed", error: errorThroughStorage(error), ...seen }
  }
}

interface Running {
  readonly steps: Stubs
  readonly workflows: Stubs
  readonly events: SentEvents
  readonly mode: Mode
  readonly now: number
  readonly trace: Tracer
  readonly runs: RunTracer
  readonly world: RunWorld
}

interface Ended {
  readonly ended: Outcome
  readonly waits: readonly EventEntry[]
}

/** How the frame ended; rejects when the test itself is at fault. */
const runToEnd = async (program: Program, input: unknown, running: Running): Promise<Ended> => {
  const { steps, workflows, trace, runs, world, now, events, mode } = running
  const faulty = Promise.withResolvers<never>()
  const blame = (fault: unknown): void => void (fault !== undefined && faulty.reject(fault))
  const natives = nativeRuns()
  const locks = testLocks()
  const deadEnd = Promise.withResolvers<Outcome>()
  const rest = (): void => {
    const fault = mailbox.refused() ?? mailbox.missing()
    if (fault !== undefined) return blame(fault)
    const key = natives.endOne() ? undefined : locks.awaited()
    if (key === undefined) return
    const error = new NothingCanCome(program.workflow.definition.name, undefined, heldForEver(key))
    deadEnd.resolve({ ok: false, error })
  }
  const turns = oneAtATime({ now, rest })
  const mailbox = eventMailbox(events, turns, blame)
  const above = [program.workflow.definition.name]
  const given = { stubs: steps, workflows, above, trace, runs, turns, natives, world, mailbox, breakOff: blame }
  const children = childRunsOf(given)
  const shared = { program, mode, children, trace, world, turns, mailbox, blame }
  // As the function does, so that both give what is outside as many turns.
  turns.soon(() => {})
  const frame = runFrame({ ...shared, stubs: stubbedSteps(steps), locks }, (_empty, isTwice) =>
    begin(program, isTwice ? throughStorage(input, "input") : input, { ...world.inputs(), runId: "test" }),
  )
  const ended = await Promise.race([frame.ended, deadEnd.promise, faulty.promise]).finally(turns.stop)
  const refused = mailbox.refused()
  if (refused !== undefined) throw refused
  return { ended, waits: mailbox.read() }
}

/** Under a test's fake clock, that one's. */
// oxlint-disable-next-line eslint/no-restricted-properties -- the time of a test is the time of its process
const presentTime = (): number => Date.now()
