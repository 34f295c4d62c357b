import type { Outcome } from "@statewright/model"
import { type Calls, cancellable, type Cut, withCalls } from "@statewright/workflow"
import { type ChildRuns, childRuns } from "./child-runs.ts"
import type { EventMailbox } from "./event-mailbox.ts"
import { whenLost } from "./lost-races.ts"
import type { NativeRuns } from "./native-runs.ts"
import { outsideWorld } from "./native-world.ts"
import type { Turns } from "./one-at-a-time.ts"
import { runWorld, type RunWorld } from "./run-world.ts"
import type { Stubs } from "./stub.ts"
import { stubbedSteps } from "./stubbed-steps.ts"
import type { RunTracer, Tracer } from "./trace.ts"

/** What the calls of one run need. */
export interface StubbedRun {
  readonly stubs: Stubs
  /** What stands for workflows that it calls. */
  readonly workflows: Stubs
  /** The workflows that stand above it, and itself. */
  readonly above: readonly string[]
  readonly trace: Tracer
  readonly runs: RunTracer
  readonly turns: Turns
  readonly world: RunWorld
  readonly mailbox: EventMailbox
  readonly natives: NativeRuns
  /** Ends the run in a way that no `catch` of the author's can see. */
  readonly breakOff: (error: unknown) => void
}

/** Answers the calls of a workflow that runs as the function that it is. */
export const stubbedCalls = (run: StubbedRun): Calls => {
  const { stubs, trace, turns, world, mailbox, breakOff } = run
  const stubbed = stubbedSteps(stubs)
  const children = childRunsOf(run)
  return {
    run: (call) => {
      let cut: Cut = () => {}
      const handle = cancellable<unknown>((why) => cut(why))
      handle.promise.catch(() => {})
      try {
        if (call.answers === "ref") handle.resolve(children.start(call))
        else {
          cut = children.call(call, (outcome) => {
            world.next(turns.now())
            if (outcome.ok) handle.resolve(outcome.value)
            else handle.reject(outcome.error)
          })
        }
      } catch (error) {
        breakOff(error)
      }
      return handle.promise
    },
    engine: turns,
    // Nobody sees what becomes of it.
    detach: () => ({ id: "test/detached", workflow: run.above.at(-1) ?? "" }),
    step: (definition, input) => {
      const handle = cancellable<unknown>()
      // It may fail before anybody awaits it.
      handle.promise.catch(() => {})
      try {
        const settled = trace.start(definition.builtIn?.name ?? definition.name, input)
        const deliver = (outcome: Outcome): void => {
          world.next(turns.now())
          settled(outcome)
          if (outcome.ok) handle.resolve(outcome.value)
          else handle.reject(outcome.error)
        }
        const ready = turns.place()
        void outsideWorld(() => stubbed.answer(definition, input)).then((outcome) => ready(() => deliver(outcome)))
      } catch (error) {
        breakOff(error)
      }
      return handle.promise
    },
    sleep: (milliseconds) => {
      const wakesAt = world.inputs().now + milliseconds
      const { promise, resolve } = cancellable<void>(() => takeBack())
      const takeBack = turns.due(wakesAt, () => {
        world.next(wakesAt)
        resolve()
      })
      return promise
    },
    timer: (milliseconds, ring) => {
      const ringsAt = world.inputs().now + milliseconds
      return turns.due(ringsAt, () => {
        world.next(ringsAt)
        ring()
      })
    },
    event: ({ name, schema, where, fresh: isFresh = false, timeout, onTimeout }) => {
      let close = (): void => {}
      const handle = cancellable<unknown>(() => close())
      handle.promise.catch(() => {})
      const isMeant = (event: unknown): boolean => where === undefined || outsideWorld(() => holds(where, event))
      const settle = (outcome: Outcome): void => {
        world.next(turns.now())
        if (outcome.ok) handle.resolve(outcome.value)
        else handle.reject(outcome.error)
      }
      try {
        const dueAt = timeout === undefined ? undefined : world.inputs().now + timeout
        const opened = mailbox.open({ name, schema, isMeant, isFresh, dueAt, onTimeout, settle })
        close = opened.close
        whenLost(handle.promise, opened.leave)
      } catch (error) {
        breakOff(error)
      }
      return handle.promise
    },
  }
}

/** The workflows that a run under test calls, which run beside it in the same turns. */
export const childRunsOf = (run: StubbedRun): ChildRuns =>
  childRuns({
    stubs: run.workflows,
    trace: run.runs,
    turns: run.turns,
    natives: run.natives,
    above: run.above,
    body: async ({ workflow }, input, above) => {
      const { now, seed } = run.world.inputs()
      const calls = stubbedCalls({ ...run, above, world: runWorld({ now, seed: `${seed} ${workflow.name}` }) })
      return withCalls(calls, () => workflow.body(input))
    },
  })

/** As in the engine, a throw is no match. */
const holds = (where: (event: unknown) => boolean, event: unknown): boolean => {
  try {
    return where(event)
  } catch {
    return false
  }
}
