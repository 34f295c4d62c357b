import { AsyncLocalStorage } from "node:async_hooks"
import type { EventCall } from "../event/event-call.ts"
import type { StepDefinition } from "../step/step-definition.ts"
import type { RunCall } from "../workflow/run-call.ts"
import type { RunRef } from "../workflow/run-ref.ts"

/** Who answers the calls that author code makes: the engine, a test kit; nobody when it runs by itself. */
export interface Calls {
  readonly step: (definition: StepDefinition, input: unknown) => Promise<unknown>
  readonly sleep: (milliseconds: number) => Promise<void>
  /** Calls when a time in ms is over; answers what stops it. */
  readonly timer?: (milliseconds: number, ring: () => void) => () => void
  /** Answers the payload as the schema makes it, or what `onTimeout` says; rejects with `EventTimedOut`. */
  readonly event: (call: EventCall) => Promise<unknown>
  /** Starts another workflow; answers as the call asks. */
  readonly run: (call: RunCall) => Promise<unknown>
  /** Names the run that some work would become. */
  readonly detach: () => RunRef
  /** What stands for the engine: the locks that all runs share are shared by those that have the same one. */
  readonly engine?: object
  /** Names the author's file and line in the stack of an error that compiled code threw and that is to be told. */
  readonly nameAuthor?: (error: unknown) => void
}

/**
 * Runs author code whose steps, sleeps and waits for events are answered by `calls`.
 *
 * @example
 * const output = await withCalls({ step: answer, sleep: async () => {}, event: next, run: begin, detach: name }, () => body(input))
 */
export const withCalls = <Result>(calls: Calls, code: () => Result): Result => storage().run(calls, code)

/** Who answers here, if anybody does. */
export const currentCalls = (): Calls | undefined => storage().getStore()

const key = Symbol.for("statewright.calls")

/** One for the process: a test kit must also reach the steps of another copy of this package. */
const storage = (): AsyncLocalStorage<Calls> => {
  // A symbol of ours on the global object, which TypeScript cannot know.
  const place = globalThis as { [key]?: AsyncLocalStorage<Calls> }
  return (place[key] ??= new AsyncLocalStorage<Calls>())
}
