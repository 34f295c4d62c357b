import type { BreakerInfo, BreakerSettings } from "@statewright/runtime"

import { printableLine } from "../screen/printable.ts"
import { lengthText, momentText } from "../screen/time-text.ts"

/** How a circuit breaker stands, in a few words. */
export const stateText = ({ state, forced, retryAt }: BreakerInfo, now: number): string => {
  if (state !== "open") return state
  const who = forced ? "held open" : "open"
  if (retryAt === undefined) return who
  return retryAt <= now ? `${who}, the next call may try` : `${who} until ${momentText(retryAt)}`
}

/** When a circuit breaker opens, in a few words. */
export const opensText = ({
  failureThreshold,
  failureRateThreshold,
  window,
  minimumCalls,
}: BreakerSettings): string => {
  const inARow = failureThreshold === undefined ? [] : [`${failureThreshold} in a row`]
  const share = Math.round((failureRateThreshold ?? 0) * 1000) / 10
  const rate =
    failureRateThreshold === undefined
      ? []
      : [`${share} % of at least ${minimumCalls} within ${lengthText(window ?? 0)}`]
  return [...inARow, ...rate].join(", or ")
}

/** All that is known of a circuit breaker. */
export const breakerText = (breaker: BreakerInfo, now: number): string => {
  const { key, failures, recent, openings, settings, updatedAt } = breaker
  const { openFor, maxOpenFor, halfOpenMaxCalls } = settings
  const upTo = maxOpenFor === openFor ? "" : `, doubled each time up to ${lengthText(maxOpenFor)}`
  return [
    `Breaker ${printableLine(key)}`,
    `  ${stateText(breaker, now)}`,
    `  failed: ${failures} in a row${recent === undefined ? "" : `, ${recent.failures} of the last ${recent.calls}`}`,
    `  opened: ${openings === 1 ? "once" : `${openings} times in a row`}`,
    `  opens after ${opensText(settings)}, for ${lengthText(openFor)}${upTo}`,
    `  then lets ${halfOpenMaxCalls === 1 ? "one probe" : `${halfOpenMaxCalls} probes at once`} through`,
    `  last changed ${momentText(updatedAt)}`,
    "",
  ].join("\n")
}
