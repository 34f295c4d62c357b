import { NotStorable, type OpenWait, type Outcome, type StartRun, type WaitId } from "@statewright/model"
import { type Advanced, type FrameEvent, matchOf } from "@statewright/runtime/advance"
import { type AnyWorkflow, isEndless, type Program } from "@statewright/runtime/machine"
import { type Cut, type InputOf, lost, type OutputOf, parse, type RunCall } from "@statewright/workflow"
import { type FrameUnderTest, frameUnderTest, type Mode } from "./frame-under-test.ts"
import { eventMailbox } from "./event-mailbox.ts"
import { oneAtATime } from "./one-at-a-time.ts"
import type { SentEvents } from "./sent-events.ts"
import type { Stubs } from "./stub.ts"
import { type RunWorld, runWorld, type WorldOptions } from "./run-world.ts"
import { childRunsOf } from "./stubbed-calls.ts"
import { stubbedSteps } from "./stubbed-steps.ts"
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
  const frame = frameUnderTest(program, stored, mode)
  const world = runWorld({ now, seed })
  const runs = runTracer()
  const { ended, waits } = await runToEnd(program, { frame, steps, workflows, trace, runs, world, now, events })
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
  readonly frame: FrameUnderTest
  readonly steps: Stubs
  readonly workflows: Stubs
  readonly trace: Tracer
  readonly runs: RunTracer
  readonly world: RunWorld
  readonly now: number
  readonly events: SentEvents
}

interface Ended {
  readonly ended: Outcome
  readonly waits: readonly EventEntry[]
}

/** How the frame ended; rejects when the test itself is at fault. */
const runToEnd = async (program: Program, running: Running): Promise<Ended> => {
  const { frame, steps, workflows, trace, runs, world, now, events } = running
  const stubs = stubbedSteps(steps)
  const { promise, resolve, reject } = Promise.withResolvers<Outcome>()
  const blame = (fault: unknown): void => void (fault !== undefined && reject(fault))
  const turns = oneAtATime({ now, rest: () => blame(mailbox.refused() ?? mailbox.missing()) })
  const mailbox = eventMailbox(events, turns, blame)
  const above = [program.workflow.definition.name]
  const children = childRunsOf({
    stubs: steps,
    workflows,
    above,
    trace,
    runs,
    turns,
    world,
    mailbox,
    breakOff: reject,
  })
  const open = new Map<WaitId, () => void>()
  /** What cancels the runs that were begun and are waited for. */
  const atWork = new Map<WaitId, Cut>()

  const follow = (moved: Advanced | undefined): void => {
    for (const [wait, close] of open) {
      // Nobody can take any more what would come of it.
      if (moved === undefined || moved.frame.waits.has(wait)) continue
      open.delete(wait)
      close()
    }
    for (const command of moved?.commands ?? []) {
      switch (command.kind) {
        case "start-step":
          startStep(command.wait, command.step, command.input)
          break
        case "set-timer": {
          const woken: FrameEvent["outcome"] = { ok: true, value: undefined }
          turns.due(command.dueAt, () => settle(command.wait, woken, command.dueAt))
          break
        }
        case "complete":
          resolve({ ok: true, value: command.output })
          break
        case "fail":
          resolve({ ok: false, error: command.error })
          break
        case "open-wait":
          openWait(command)
          break
        case "abandon":
          atWork.get(command.wait)?.(lost)
          break
        case "strand-begun":
        case "strand-ended":
          break
        case "start-run":
          startRun(command)
          break
        case "detach-run":
        case "set-deadline":
        case "set-cleanup":
        case "acquire":
        case "release":
        case "collect":
          throw new Error(`invariant: \`${command.kind}\` is not built yet`)
        case "cancelled":
          throw new Error("invariant: nobody cancels a run under test")
      }
    }
  }

  const guarded = (act: () => Advanced | undefined): void => {
    try {
      follow(act())
    } catch (error) {
      // What is outside the author's code ends the run, and no `catch` of the author's can see it; where the engine
      // parks one that does not end, a test has failed.
      if (error instanceof NotStorable || isEndless(error)) resolve({ ok: false, error })
      else reject(error)
    }
  }

  const settle = (wait: WaitId, outcome: Outcome, at = turns.now()): void => {
    world.next(at)
    const event: FrameEvent = { wait, outcome, ...world.inputs() }
    guarded(() => frame.settle(event))
  }

  const startStep = (wait: WaitId, step: string, stepInput: unknown): void => {
    const definition = program.steps[step]?.definition
    if (definition === undefined) throw new Error(`The program does not bring the step \`${step}\` that it starts.`)
    const settled = trace.start(step, stepInput)
    const ready = turns.place()
    void stubs.answer(definition, stepInput).then(
      (outcome) =>
        ready(() => {
          settled(outcome)
          settle(wait, outcome)
        }),
      reject,
    )
  }

  /** A run of a function of this one is nobody's business here. */
  const startRun = ({ wait, workflow: name, input, runId }: StartRun): void => {
    if (name === undefined) return
    const workflow = program.children.find(({ definition }) => definition.name === name)?.definition
    if (workflow === undefined) throw new Error(`The program does not bring the workflow \`${name}\` that it starts.`)
    if (wait === undefined) return void children.start({ workflow, input, answers: "ref", options: { id: runId } })
    const call: RunCall = { workflow, input, answers: "end", options: {} }
    atWork.set(
      wait,
      children.call(call, (outcome) => settle(wait, outcome)),
    )
  }

  /** What the run holds is taken down now: it may change before an event comes. */
  const openWait = (command: OpenWait): void => {
    const { wait, site, name, dueAt, onTimeout } = command
    const place = program.events[site]
    if (place === undefined) throw new Error(`The program does not bring the site \`${site}\` that it waits at.`)
    const taken = { ...command, given: throughStorage(command.given, `wait for event \`${name}\``) }
    const isMeant = (event: unknown): boolean => matchOf(place, taken, event).matches
    const { schema } = place
    const settled = (outcome: Outcome): void => settle(wait, outcome)
    const { close } = mailbox.open({ name, schema, isMeant, dueAt, onTimeout, settle: settled })
    open.set(wait, close)
  }

  guarded(() => frame.begin(world.inputs()))
  const ended = await promise.finally(turns.stop)
  const refused = mailbox.refused()
  if (refused !== undefined) throw refused
  return { ended, waits: mailbox.read() }
}

/** Under a test's fake clock, that one's. */
// oxlint-disable-next-line eslint/no-restricted-properties -- the time of a test is the time of its process
const presentTime = (): number => Date.now()
