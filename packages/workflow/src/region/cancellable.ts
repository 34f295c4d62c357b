import type { Cancellation } from "@statewright/model"
import { cutOff } from "../cancelled/cut-off.ts"
import { currentRegion, type Cut, isDead } from "./region.ts"

/** A promise that can be cut, with what settles it. */
export interface Cancellable<Value> {
  readonly promise: Promise<Value>
  readonly resolve: (value: Value) => void
  readonly reject: (error: unknown) => void
}

const key = Symbol.for("statewright.cuts")

/** One for the process, also where there are two copies of this package. */
const cuts = (): WeakMap<Promise<unknown>, Cut> => {
  // A symbol of ours on the global object, which TypeScript cannot know.
  const place = globalThis as { [key]?: WeakMap<Promise<unknown>, Cut> }
  return (place[key] ??= new WeakMap())
}

/**
 * A promise that rejects with `Cancelled` when the region in which it was made is cut, or a group that waits for it;
 * `close` is called then. Whoever answers a step, a sleep, an event or a sub-workflow natively answers such a one.
 *
 * @example
 * const { promise, resolve } = cancellable<void>(() => clearTimeout(timer))
 */
export const cancellable = <Value>(close?: Cut): Cancellable<Value> => {
  const { promise, resolve, reject } = Promise.withResolvers<Value>()
  const region = currentRegion()
  const forget = (): void => void region?.waits.delete(cutIt)
  let isSettled = false
  const cutIt = (why: Cancellation): void => {
    if (isSettled) return
    settled()
    close?.(why)
    // It may be that nobody asks for it.
    promise.catch(() => {})
    if (!isDead(region)) reject(cutOff(why))
  }
  const settled = (): void => {
    isSettled = true
    forget()
  }
  region?.waits.add(cutIt)
  cuts().set(promise, cutIt)
  return {
    promise,
    resolve: (value) => {
      settled()
      if (!isDead(region)) resolve(value)
    },
    reject: (error) => {
      settled()
      if (!isDead(region)) reject(error)
    },
  }
}

/** Says how a promise is cut that is not made here. */
export const cutBy = (promise: Promise<unknown>, cutIt: Cut): void => void cuts().set(promise, cutIt)

/** Cuts a promise, if it can be cut. */
export const cutPromise = (promise: Promise<unknown>, why: Cancellation): boolean => {
  const cutIt = cuts().get(promise)
  cutIt?.(why)
  return cutIt !== undefined
}
