import type { Outcome } from "@statewright/model"
import { type Calls, NobodySends } from "@statewright/workflow"
import { outsideWorld } from "./native-world.ts"
import type { Turns } from "./one-at-a-time.ts"
import type { RunWorld } from "./run-world.ts"
import type { Stubs } from "./stub.ts"
import { stubbedSteps } from "./stubbed-steps.ts"
import type { Tracer } from "./trace.ts"

/** What the calls of one run need. */
export interface StubbedRun {
  readonly stubs: Stubs
  readonly trace: Tracer
  readonly turns: Turns
  readonly world: RunWorld
  /** Ends the run in a way that no `catch` of the author's can see. */
  readonly breakOff: (error: unknown) => void
}

/** Answers the calls of a workflow that runs as the function that it is. */
export const stubbedCalls = ({ stubs, trace, turns, world, breakOff }: StubbedRun): Calls => {
  const stubbed = stubbedSteps(stubs)
  return {
    step: (definition, input) => {
      const handle = Promise.withResolvers<unknown>()
      // It may fail before anybody awaits it.
      handle.promise.catch(() => {})
      try {
        const settled = trace.start(definition.name, input)
        const deliver = (outcome: Outcome): void => {
          world.next()
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
      return new Promise((resolve) =>
        turns.place()(() => {
          world.next(wakesAt)
          resolve()
        }),
      )
    },
    event: ({ name }) => {
      throw new NobodySends(name)
    },
  }
}
