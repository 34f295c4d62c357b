// oxlint-disable-next-line eslint/no-restricted-imports -- natively there is no service to ask
import { setTimeout } from "node:timers/promises"
import { currentCalls } from "../call/calls.ts"
import { type Duration, durationMillis } from "../duration/duration.ts"
import { cancellable } from "../region/cancellable.ts"
import { owed } from "../region/region.ts"

/**
 * Waits in a workflow; the wake-up is stored, so it comes even after a restart.
 *
 * @example await sleep("2 days")
 */
export const sleep = (duration: Duration): Promise<void> => {
  const milliseconds = durationMillis(duration)
  const calls = currentCalls()
  return owed() ?? (calls === undefined ? sleepNatively(milliseconds) : calls.sleep(milliseconds))
}

// Node's timers count to 2^31 - 1 milliseconds only, and would fire at once beyond.
const longestTimer = 2 ** 31 - 1

const sleepNatively = (milliseconds: number): Promise<void> => {
  const timer = new AbortController()
  const { promise, resolve, reject } = cancellable<void>(() => timer.abort())
  pass(milliseconds, timer.signal).then(resolve, reject)
  return promise
}

const pass = async (milliseconds: number, signal: AbortSignal): Promise<void> => {
  let left = milliseconds
  do {
    const part = Math.min(left, longestTimer)
    await setTimeout(part, undefined, { signal })
    left -= part
  } while (left > 0)
}
