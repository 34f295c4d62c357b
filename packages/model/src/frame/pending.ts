import type { WaitId } from "./frame.ts"

/**
 * Stands for a promise in a frame: something was begun, and its outcome is asked for later. Two locals may hold the same
 * one, so it keeps its identity in storage.
 *
 * @example
 * new Pending("charge#3")
 */
export class Pending {
  readonly wait: WaitId

  constructor(wait: WaitId) {
    this.wait = wait
  }

  /** As the promise that it stands for, where it is made a text. */
  get [Symbol.toStringTag](): string {
    return "Promise"
  }
}
