import { currentCalls } from "../call/calls.ts"
import type { Region } from "./region.ts"

/** In ms: so long may clean up what was cut. */
const longest = 5 * 60_000

/** What was cut cleans up, and the run of `around` does not end before; answers when it has, or its time is over. */
export const cleanUp = (around: Region | undefined, region: Region, work: Promise<unknown>): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const stopTimer = currentCalls()?.timer?.(longest, () => {
    region.isDead = true
    resolve()
  })
  const ended = (): void => {
    stopTimer?.()
    resolve()
  }
  work.then(ended, ended)
  const { cleaning } = around?.root ?? region.root
  cleaning.add(promise)
  void promise.then(() => void cleaning.delete(promise))
  return promise
}
