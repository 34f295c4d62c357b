import { AsyncLocalStorage } from "node:async_hooks"
import nodeCrypto from "node:crypto"
import { syncBuiltinESMExports } from "node:module"

import { type Chance, chance, fillRandom, randomUuid } from "@statewright/runtime/recorded"
import type { RunWorld } from "./run-world.ts"

/**
 * Runs code, and all that follows from it, whose `Date`, `Math.random` and `crypto` are those of `world`. Everything
 * else in the process keeps the real ones, at the same time.
 */
export const inWorld = async <Result>(world: RunWorld, code: () => Promise<Result>): Promise<Result> => {
  if (inUse === 0) install()
  inUse += 1
  try {
    return await worlds.run(world, code)
  } finally {
    inUse -= 1
    if (inUse === 0) restore()
  }
}

/** Runs code that belongs to the test, though the run has called it. */
export const outsideWorld = <Result>(code: () => Result): Result => worlds.exit(code)

const worlds = new AsyncLocalStorage<RunWorld>()
let inUse = 0
let restore = (): void => {}

/** The random values of each world's transition at hand, as far as they were drawn. */
const drawn = new WeakMap<RunWorld, { readonly seed: string; readonly chance: Chance }>()

const chanceOf = (world: RunWorld): Chance => {
  const { seed } = world.inputs()
  const known = drawn.get(world)
  if (known?.seed === seed) return known.chance
  const fresh = chance(seed)
  drawn.set(world, { seed, chance: fresh })
  return fresh
}

const install = (): void => {
  const made = dateOf(Date)
  // oxlint-disable-next-line eslint/no-restricted-properties -- it is put back later
  const { random } = Math
  const { getRandomValues } = crypto
  const undo = [
    replace(globalThis, "Date", made),
    replace(Date.prototype, "constructor", made),
    replace(Math, "random", (): number => {
      const world = worlds.getStore()
      return world === undefined ? random() : chanceOf(world).fraction()
    }),
    ...[globalThis.crypto, nodeCrypto].map((object) => {
      const { randomUUID } = object
      return replace(object, "randomUUID", (): string => {
        const world = worlds.getStore()
        return world === undefined ? randomUUID.call(object) : randomUuid(chanceOf(world))
      })
    }),
    // That of `node:crypto` cannot be replaced.
    replace(crypto, "getRandomValues", (array: ArrayBufferView): unknown => {
      const world = worlds.getStore()
      if (world !== undefined) return fillRandom(chanceOf(world), array)
      return getRandomValues.call(crypto, array as Uint8Array<ArrayBuffer>) // or it throws
    }),
  ]
  // The names that modules have imported of it.
  syncBuiltinESMExports()
  restore = () => {
    undo.forEach((undoOne) => undoOne())
    syncBuiltinESMExports()
  }
}

/** `Date` in every respect, but for the present time in a world. */
const dateOf = (real: DateConstructor): DateConstructor => {
  const now = (): number => worlds.getStore()?.inputs().now ?? real.now()
  const made: DateConstructor = new Proxy(real, {
    apply: () => new real(now()).toString(),
    construct: (target, given: unknown[], by) =>
      // What `Date` makes is a `Date`; `by` is this proxy, or a class that extends it.
      Reflect.construct(target, given.length === 0 ? [now()] : given, by === made ? target : by) as Date,
    get: (target, key) => (key === "now" ? now : Reflect.get(target, key)),
  })
  return made
}

/** Puts a value in the place of another; what it answers takes it away, unless a test has put in its own meanwhile. */
const replace = (object: object, key: string, value: unknown): (() => void) => {
  const before = Object.getOwnPropertyDescriptor(object, key)
  Object.defineProperty(object, key, {
    value,
    configurable: true,
    writable: true,
    enumerable: before?.enumerable ?? false,
  })
  return () => {
    if (Reflect.get(object, key) !== value) return
    if (before === undefined) Reflect.deleteProperty(object, key)
    else Object.defineProperty(object, key, before)
  }
}
