import { currentCalls } from "../call/calls.ts"
import { cancellable } from "../region/cancellable.ts"
import { currentRegion, isDead, type Region } from "../region/region.ts"
import { heldForEver, stand } from "../region/standing.ts"

/** Who holds a lock, and who waits for it, natively. */
export interface Lock {
  readonly key: string
  isHeld: boolean
  readonly line: Waiting[]
}

interface Waiting {
  readonly region: Region | undefined
  readonly begin: () => void
}

/** Takes a lock; where somebody holds it, answers what waits for it. */
export const take = (lock: Lock): Promise<void> | undefined => {
  if (lock.isHeld) return queued(lock)
  lock.isHeld = true
  return undefined
}

const queued = ({ key, line }: Lock): Promise<void> => {
  const moveOn = stand(() => heldForEver(key))
  const { promise, resolve } = cancellable<void>(() => {
    moveOn()
    line.splice(line.indexOf(waiting), 1)
  })
  const begin = (): void => {
    moveOn()
    resolve()
  }
  const waiting: Waiting = { region: currentRegion(), begin }
  line.push(waiting)
  return promise
}

/** Says that the code at hand holds a lock, until it frees it or its run goes no further; answers what frees it. */
export const hold = (lock: Lock): (() => void) => {
  const holding = currentRegion()?.root.holding
  let isFree = false
  const free = (): void => {
    if (isFree) return
    isFree = true
    holding?.delete(free)
    release(lock)
  }
  holding?.add(free)
  return free
}

/** Hands a lock on to who has waited longest. */
export const release = (lock: Lock): void => {
  const next = lock.line.shift()
  if (next === undefined) lock.isHeld = false
  else if (isDead(next.region)) release(lock)
  else next.begin()
}

/** Whether the code at hand works under a lock. */
export const isHeldHere = (id: string): boolean => isHeldIn(currentRegion(), id)

const isHeldIn = (region: Region | undefined, id: string): boolean =>
  region !== undefined && (region.holds === id || isHeldIn(region.around, id))

const ofOwners = new WeakMap<object, Map<string, Lock>>()
const ofProcess = {}

/** The lock of a name in this run; one that all runs share is that of the test, or else of the process. */
export const lockOf = (key: string, isGlobal: boolean): Lock => {
  const owner = (isGlobal ? currentCalls()?.engine : currentRegion()?.root) ?? ofProcess
  const locks = ofOwners.get(owner) ?? new Map<string, Lock>()
  ofOwners.set(owner, locks)
  const lock = locks.get(key) ?? { key, isHeld: false, line: [] }
  locks.set(key, lock)
  return lock
}
