import { cancellable } from "../region/cancellable.ts"
import { currentRegion, type Region } from "../region/region.ts"

/** Who holds a lock, and who waits for it, natively. */
export interface Lock {
  isHeld: boolean
  readonly line: (() => void)[]
}

/** Takes a lock; where somebody holds it, answers what waits for it. */
export const take = (lock: Lock): Promise<void> | undefined => {
  if (lock.isHeld) return queued(lock)
  lock.isHeld = true
  return undefined
}

const queued = ({ line }: Lock): Promise<void> => {
  const { promise, resolve } = cancellable<void>(() => void line.splice(line.indexOf(begin), 1))
  const begin = (): void => resolve()
  line.push(begin)
  return promise
}

/** Hands a lock on to who has waited longest. */
export const release = (lock: Lock): void => {
  const next = lock.line.shift()
  if (next === undefined) lock.isHeld = false
  else next()
}

/** Whether the code at hand works under a lock. */
export const isHeldHere = (id: string): boolean => isHeldIn(currentRegion(), id)

const isHeldIn = (region: Region | undefined, id: string): boolean =>
  region !== undefined && (region.holds === id || isHeldIn(region.around, id))

const ofRuns = new WeakMap<object, Map<string, Lock>>()
const ofProcess = {}

/** The lock of a name in this run, or in the process: natively that is all there is. */
export const lockOf = (key: string, isGlobal: boolean): Lock => {
  const run = isGlobal ? ofProcess : (currentRegion()?.root ?? ofProcess)
  const locks = ofRuns.get(run) ?? new Map<string, Lock>()
  ofRuns.set(run, locks)
  const lock = locks.get(key) ?? { isHeld: false, line: [] }
  locks.set(key, lock)
  return lock
}
