import type { Outcome } from "@statewright/model"
import type { Calls } from "@statewright/workflow"
import type { EventMailbox } from "./event-mailbox.ts"
import { whenLost } from "./lost-races.ts"
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
  readonly mailbox: EventMailbox
  /** Ends the run in a way that no `catch` of the author's can see. */
  readonly breakOff: (error: unknown) => void
}

/** Answers the calls of a workflow that runs as the function that it is. */
export const stubbedCalls = ({ stubs, trace, turns, world, mailbox, breakOff }: StubbedRun): Calls => {
  const stubbed = stubbedSteps(stubs)
  return {
    step: (definition, input) => {
      const handle = Promise.withResolvers<unknown>()
      // It may fail before anybody awaits it.
      handle.promise.catch(() => {})
      try {
        const settled = trace.start(definition.name, input)
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
      return new Promise((resolve) => {
        turns.due(wakesAt, () => {
          world.next(wakesAt)
          resolve()
        })
      })
    },
    event: ({ name, schema, where, timeout, onTimeout }) => {
      const handle = Promise.withResolvers<unknown>()
      handle.promise.catch(() => {})
      const isMeant = (event: unknown): boolean => where === undefined || outsideWorld(() => holds(where, event))
      const settle = (outcome: Outcome): void => {
        world.next(turns.now())
        if (outcome.ok) handle.resolve(outcome.value)
        else handle.reject(outcome.error)
      }
      try {
        const dueAt = timeout === undefined ? undefined : world.inputs().now + timeout
        const { leave } = mailbox.open({ name, schema, isMeant, dueAt, onTimeout, settle })
        whenLost(handle.promise, leave)
      } catch (error) {
        breakOff(error)
      }
      return handle.promise
    },
  }
}

/** As in the engine, a throw is no match. */
const holds = (where: (event: unknown) => boolean, event: unknown): boolean => {
  try {
    return where(event)
  } catch {
    return false
  }
}
