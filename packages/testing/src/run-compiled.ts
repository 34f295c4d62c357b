import { NotStorable, type Outcome, type WaitId } from "@statewright/model"
import type { Advanced, FrameEvent } from "@statewright/runtime/advance"
import { type AnyWorkflow, type Program, SegmentTimedOut } from "@statewright/runtime/machine"
import { type InputOf, NobodySends, type OutputOf, parse } from "@statewright/workflow"
import { type FrameUnderTest, frameUnderTest, type Mode } from "./frame-under-test.ts"
import { oneAtATime, type Turns } from "./one-at-a-time.ts"
import type { Stubs } from "./stub.ts"
import { type RunWorld, runWorld, type WorldOptions } from "./run-world.ts"
import { type StubbedSteps, stubbedSteps } from "./stubbed-steps.ts"
import type { TestResult } from "./test-result.ts"
import { errorThroughStorage, throughStorage } from "./through-storage.ts"
import { type Tracer, tracer } from "./trace.ts"

/** What a compiled run under test is given. */
export interface CompiledOptions extends WorldOptions {
  /** What stands for each step, by the step's name. */
  readonly steps?: Stubs
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
  { steps = {}, mode = "memory", now = presentTime(), seed = "test" }: CompiledOptions = {},
): Promise<TestResult<OutputOf<Definition>>> => {
  const { name, input: inputSchema, output: outputSchema } = program.workflow.definition
  const boundary = `output of workflow \`${name}\``
  const parsed = await parse(inputSchema, input, `input of workflow \`${name}\``)
  const stored = throughStorage(parsed, `input of workflow \`${name}\``)

  const trace = tracer()
  const ended = await runToEnd(program, {
    frame: frameUnderTest(program, stored, mode),
    stubs: stubbedSteps(steps),
    trace,
    world: runWorld({ now, seed }),
  })
  const seen = trace.read()
  try {
    if (!ended.ok) throw ended.error
    const output = throughStorage(await parse(outputSchema, ended.value, boundary), boundary)
    // The workflow's own schema has just made it.
    return { status: "completed", output: output as OutputOf<Definition>, trace: seen }
  } catch (error) {
    return { status: "failed", error: errorThroughStorage(error), trace: seen }
  }
}

interface Running {
  readonly frame: FrameUnderTest
  readonly stubs: StubbedSteps
  readonly trace: Tracer
  readonly world: RunWorld
}

/** How the frame ended; rejects when the test itself is at fault. */
const runToEnd = (program: Program, { frame, stubs, trace, world }: Running): Promise<Outcome> => {
  const turns = oneAtATime()
  const { promise, resolve, reject } = Promise.withResolvers<Outcome>()

  const follow = (moved: Advanced | undefined): void => {
    for (const command of moved?.commands ?? []) {
      switch (command.kind) {
        case "start-step":
          startStep(command.wait, command.step, command.input)
          break
        case "set-timer":
          settle(command.wait, { ok: true, value: undefined }, { ready: turns.place(), wakesAt: command.dueAt })
          break
        case "complete":
          resolve({ ok: true, value: command.output })
          break
        case "fail":
          resolve({ ok: false, error: command.error })
          break
        case "open-wait":
          throw new NobodySends(command.name)
        case "abandon":
        case "cancelled":
          throw new Error("invariant: nobody cancels a run under test")
      }
    }
  }

  const guarded = (act: () => Advanced | undefined): void => {
    try {
      follow(act())
    } catch (error) {
      // As in the engine, what is outside the author's code fails the run, and no `catch` of the author's can see it.
      if (error instanceof NotStorable || error instanceof SegmentTimedOut) resolve({ ok: false, error })
      else reject(error)
    }
  }

  const settle = (wait: WaitId, outcome: Outcome, { ready, wakesAt, note }: Settling): void =>
    ready(() => {
      note?.()
      world.next(wakesAt)
      const event: FrameEvent = { wait, outcome, ...world.inputs() }
      guarded(() => frame.settle(event))
    })

  const startStep = (wait: WaitId, step: string, stepInput: unknown): void => {
    const definition = program.steps[step]?.definition
    if (definition === undefined) throw new Error(`The program does not bring the step \`${step}\` that it starts.`)
    const settled = trace.start(step, stepInput)
    const ready = turns.place()
    void stubs
      .answer(definition, stepInput)
      .then((outcome) => settle(wait, outcome, { ready, note: () => settled(outcome) }), reject)
  }

  guarded(() => frame.begin(world.inputs()))
  return promise.finally(turns.stop)
}

interface Settling {
  readonly ready: ReturnType<Turns["place"]>
  /** When the sleep that has ended was to end. */
  readonly wakesAt?: number
  readonly note?: () => void
}

/** Under a test's fake clock, that one's. */
// oxlint-disable-next-line eslint/no-restricted-properties -- the time of a test is the time of its process
const presentTime = (): number => Date.now()
