import { currentCalls } from "../call/calls.ts"

/** Calls when a time in ms is over; answers what stops it. */
export const inTime = (milliseconds: number, ring: () => void): (() => void) => {
  const timer = currentCalls()?.timer
  if (timer !== undefined) return timer(milliseconds, ring)
  // oxlint-disable-next-line eslint/no-restricted-globals -- natively there is no service to ask
  const started = setTimeout(ring, Math.min(milliseconds, longestTimer))
  // oxlint-disable-next-line eslint/no-restricted-globals -- likewise
  return () => clearTimeout(started)
}

/** Node's timers count to 2^31 - 1 ms only, and would fire at once beyond: nobody waits so long natively. */
const longestTimer = 2 ** 31 - 1
