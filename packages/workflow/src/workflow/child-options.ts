import type { Tags } from "@statewright/model"
import { type Duration, durationMillis } from "../duration/duration.ts"
import { InvalidDuration } from "../duration/invalid-duration.ts"
import { checkName } from "../name/check-name.ts"
import { checkOptions, type OptionKinds } from "../option/check-options.ts"
import { anything, text } from "../option/option-kind.ts"

/** What can be said at one call of a sub-workflow. */
export interface ChildOptions {
  /** The id of the wait in the workflow, in place of the other's name: keeps a call apart from its equals. */
  readonly id?: string
  /** How long it may take; then it is cancelled, and `ChildTimedOut` is thrown. */
  readonly timeout?: Duration
  /** The version to run; the latest one if it is left out. */
  readonly version?: string
}

/** What can be said where a run starts another and does not wait for it. */
export interface DetachedOptions {
  /** The id of the new run; a new one is made if it is left out. */
  readonly id?: string
  /** Words that the new run is found by. */
  readonly tags?: Tags
}

/** `ChildOptions` and `DetachedOptions`, checked. */
export interface CheckedRunOptions {
  readonly id?: string
  readonly version?: string
  readonly timeoutMillis?: number
  readonly tags?: Tags
}

/** Reads the options of `ship.with({ ... })`; throws `InvalidOption`, `InvalidName`, `InvalidDuration`. */
export const childOptions = (workflow: string, options: ChildOptions = {}): CheckedRunOptions => {
  checkOptions(`${workflow}.with`, options, childKinds)
  const { id, timeout, version } = options
  if (id !== undefined) checkName("call", id)
  return {
    ...(timeout !== undefined && { timeoutMillis: positive(timeout) }),
    ...(version !== undefined && { version }),
  }
}

/** Reads the options of `ship.start(input, { ... })`; throws `InvalidOption`. */
export const detachedOptions = (workflow: string, options: DetachedOptions = {}): CheckedRunOptions => {
  checkOptions(`${workflow}.start`, options, detachedKinds)
  const { id, tags } = options
  return { ...(id !== undefined && { id }), ...(tags !== undefined && { tags }) }
}

const childKinds: OptionKinds<ChildOptions> = { id: anything, timeout: anything, version: text(100) }

const detachedKinds: OptionKinds<DetachedOptions> = {
  id: text(255),
  tags: {
    is: "an object of texts, numbers and booleans",
    holds: (value) => typeof value === "object" && value !== null,
  },
}

const positive = (timeout: Duration): number => {
  const milliseconds = durationMillis(timeout)
  if (milliseconds === 0) throw new InvalidDuration(timeout)
  return milliseconds
}
