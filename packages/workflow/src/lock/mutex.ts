import { shownValue } from "@statewright/model"
import { cutOff } from "../cancelled/cut-off.ts"
import { runGroup } from "../group/run-group.ts"
import type { Work } from "../group/join-options.ts"
import { specOf } from "../group/spec-of.ts"
import { checkOptions, type OptionKinds } from "../option/check-options.ts"
import { InvalidOption } from "../option/invalid-option.ts"
import { oneOf } from "../option/option-kind.ts"
import { cutBy, cutPromise } from "../region/cancellable.ts"
import { currentRegion, owed } from "../region/region.ts"
import { mutexHeld } from "./mutex-held.ts"
import { hold, isHeldHere, lockOf, release, take } from "./native-lock.ts"

/** Lets one at a time work under a key. */
export interface Mutex {
  /** Waits until nobody else works under the key, then works; throws `MutexHeld` in code that does so already. */
  run<T>(work: Work<T>): Promise<T>
}

/** How far a mutex reaches. */
export interface MutexOptions {
  /** Within one run, the default, or over all runs of the engine. */
  readonly scope?: "run" | "global"
}

/**
 * A critical section: of all that work under one key, one at a time does, in the order in which they asked. It is free
 * again when the work has ended, however it ends. Throws `InvalidOption`.
 *
 * @example const stock = await mutex(`stock ${sku}`, { scope: "global" }).run(() => reserve(order))
 */
export const mutex = (key: string, options: MutexOptions = {}): Mutex => {
  checkMutex(key, options)
  const isGlobal = options.scope === "global"
  return { run: <T>(work: Work<T>) => runLocked(key, isGlobal, work) as Promise<T> } // as the work answers
}

/** Refuses what can name no mutex, and options that it does not take; throws `InvalidOption`. */
export const checkMutex = (key: unknown, options: unknown = {}): void => {
  checkOptions("mutex", options, kinds)
  if (typeof key === "string" && key.length > 0 && key.length <= longestKey) return
  throw new InvalidOption("mutex", `its key is ${shownValue(key)}`, `Give a text of 1 to ${longestKey} characters.`)
}

const longestKey = 200
const kinds: OptionKinds<MutexOptions> = { scope: oneOf("run", "global") }

const runLocked = (key: string, isGlobal: boolean, work: Work): Promise<unknown> => {
  if (typeof work !== "function") {
    throw new InvalidOption("mutex", `its work is ${shownValue(work)}`, "Give an async function.")
  }
  const told = owed()
  if (told !== undefined) return told
  const id = `${isGlobal ? "global" : "run"} ${key}`
  if (isHeldHere(id)) return Promise.reject(mutexHeld(key))
  const lock = lockOf(key, isGlobal)
  const begin = (): Promise<unknown> => {
    const free = hold(lock)
    const locked = runGroup(specOf("mutex", undefined, { total: 1 }), () => work, id)
    locked.then(free, free)
    return locked
  }
  const turn = take(lock)
  return turn === undefined ? begin() : afterTurn(turn, begin, () => release(lock))
}

const afterTurn = (turn: Promise<void>, begin: () => Promise<unknown>, pass: () => void): Promise<unknown> => {
  const region = currentRegion()
  const before = region?.why
  let current: Promise<unknown> = turn
  const ended = turn.then(() => {
    // It may have been cut in the moment in which the lock was handed on to it.
    if (region?.why !== before) {
      pass()
      throw cutOff(region?.why ?? {})
    }
    current = begin()
    return current
  })
  // It may be cut before anybody awaits it.
  ended.catch(() => {})
  cutBy(ended, (why) => void cutPromise(current, why))
  return ended
}
