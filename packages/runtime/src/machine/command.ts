import type { JoinPolicy } from "@statewright/model"

/** What a segment asks for with its last statement. */
export type SegmentCommand = StartCommand | SleepCommand | JoinCommand | CallCommand

/** Run a step. */
export interface StartCommand {
  readonly kind: "start"
  readonly step: string
  readonly input: unknown
}

/** Wait for a length of time. */
export interface SleepCommand {
  readonly kind: "sleep"
  readonly millis: number
}

/** Run several steps at once. */
export interface JoinCommand {
  readonly kind: "join"
  readonly policy: JoinPolicy
  readonly starts: readonly StartCommand[]
}

/** Run a helper that suspends as an activation on this frame's stack. */
export interface CallCommand {
  readonly kind: "call"
  readonly procedure: string
  readonly args: unknown
}

/** The end of a procedure: `return value`. */
export interface Completed {
  readonly kind: "completed"
  readonly value: unknown
}

/** What a segment may return: nothing (go on), the label of an exit, a command, or the procedure's result. */
// oxlint-disable-next-line typescript/no-invalid-void-type -- a segment without a return statement is the common one
export type SegmentResult = void | string | SegmentCommand | Completed
