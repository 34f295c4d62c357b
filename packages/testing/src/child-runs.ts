import type { Outcome } from "@statewright/model"
import {
  Cancelled,
  childFailed,
  type Cut,
  inLineage,
  nestingProblem,
  type OwnRegion,
  ownRegion,
  parse,
  type RunCall,
  type RunRef,
} from "@statewright/workflow"
import type { NativeRuns } from "./native-runs.ts"
import type { Turns } from "./one-at-a-time.ts"
import type { Stub, Stubs } from "./stub.ts"
import { errorThroughStorage, throughStorage } from "./through-storage.ts"
import type { RunTracer } from "./trace.ts"

/** What the workflows need that one under test calls. */
export interface ChildRunsOptions {
  /** What stands for each of them; those that nothing stands for run as the functions that they are. */
  readonly stubs: Stubs
  readonly trace: RunTracer
  readonly turns: Turns
  readonly natives: NativeRuns
  /** The workflows that stand above it, and itself. */
  readonly above: readonly string[]
  /** Runs the body of a workflow, with its own calls answered. */
  readonly body: (call: RunCall, input: unknown, above: readonly string[]) => Promise<unknown>
}

/** Answers for the workflows that one under test calls. */
export interface ChildRuns {
  /** Answers what cancels it; throws `NotStorable`. */
  readonly call: (call: RunCall, settle: (outcome: Outcome) => void) => Cut
  /** Throws `NotStorable`. Nobody sees what becomes of it, so it is only noted. */
  readonly start: (call: RunCall) => RunRef
}

/** The workflows that one under test calls, and those that they call. */
export const childRuns = ({ stubs, trace, turns, natives, above, body }: ChildRunsOptions): ChildRuns => {
  const calls = new Map<string, number>()

  /** A schema may take its time: nothing is decided meanwhile. */
  const whileHeld = <Result>(work: () => Promise<Result>): Promise<Result> => work().finally(turns.hold())

  const run = async (call: RunCall, id: string, stub: Stub | undefined, own: OwnRegion): Promise<Outcome> => {
    const { name, input: inputSchema, output: outputSchema } = call.workflow
    const boundary = `output of workflow \`${name}\``
    try {
      const problem = nestingProblem(call.workflow, { above })
      if (problem !== undefined) throw problem
      const input = throughStorage(call.input, `input of workflow \`${name}\``)
      const parsed = await whileHeld(() => parse(inputSchema, input, `input of workflow \`${name}\``))
      const stored = throughStorage(parsed, `input of workflow \`${name}\``)
      const returned =
        stub === undefined
          ? await natives.run([...above, name], own, () => inLineage(name, () => body(call, stored, [...above, name])))
          : // Its author wrote the type of the parsed input at the stub.
            await stub(stored as never, { attempt: 1, call: calls.get(name) ?? 1 })
      const value = await whileHeld(() => parse(outputSchema, returned, boundary))
      return { ok: true, value: throughStorage(value, boundary) }
    } catch (error) {
      const thrown = error instanceof Cancelled ? error : childFailed(name, id, error)
      return { ok: false, error: errorThroughStorage(thrown) }
    }
  }

  return {
    call: (call, settle) => {
      const { name } = call.workflow
      const settled = trace.start(name, call.input)
      calls.set(name, (calls.get(name) ?? 0) + 1)
      const stub = Object.hasOwn(stubs, name) ? stubs[name] : undefined
      const deliver = (outcome: Outcome) => (): void => {
        settled(outcome)
        settle(outcome)
      }
      // One that runs may itself wait for what never comes: it is in nobody's way until it has ended.
      const place = stub === undefined ? undefined : turns.place()
      const own = ownRegion()
      void run(call, `test/${name}`, stub, own).then((outcome) => (place ?? turns.place())(deliver(outcome)))
      return own.cut
    },
    start: ({ workflow: { name }, input, options: { id = `test/${name}` } }) => {
      const ref = { id, workflow: name }
      trace.start(name, input)({ ok: true, value: ref })
      return ref
    },
  }
}
