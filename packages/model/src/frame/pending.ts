import type { WaitId } from "./waiting.ts"

/**
 * Stands for a promise in a frame: something was begun, and its outcome is asked for later. Two locals may hold the same
 * one, so it keeps its identity in storage.
 *
 * @example
 * new Pending("charge#3")
 */
export class Pending {
  readonly #wait: WaitId

  constructor(wait: WaitId) {
    this.#wait = wait
  }

  get wait(): WaitId {
    return this.#wait
  }
}

// Code that asks what it holds is told what it is told of the promise that this stands for: `instanceof Promise`,
// `"then" in value`, `JSON.stringify`. To chain something to it is codegen's business: a native method refuses it.
Object.setPrototypeOf(Pending.prototype, Promise.prototype)
Object.defineProperty(Pending.prototype, "constructor", { value: Promise })
