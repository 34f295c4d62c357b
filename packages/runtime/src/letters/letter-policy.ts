import {
  anything,
  checkOptions,
  type Duration,
  durationMillis,
  InvalidOption,
  wholeNumber,
} from "@statewright/workflow"
import type { LetterAlarmOptions } from "./letter-alarm.ts"

/** What becomes of dead letters that nobody does anything about. */
export interface DeadLettersOptions {
  /** How long they are kept after they have failed last. Default `"30 days"`. */
  readonly retention?: Duration
  /** When there are so many that somebody is to be told: a notice `dead-letters`, which is a metric and goes to webhooks. */
  readonly alert?: DeadLettersAlert
}

/** More than `above` dead letters within a length of time. */
export interface DeadLettersAlert {
  /** A whole number from 0 on. */
  readonly above: number
  readonly within: Duration
}

/** The same, checked; times in ms. */
export interface LetterPolicy {
  readonly retention: number
  readonly alarm?: LetterAlarmOptions
}

/** Reads the option. Throws `InvalidOption`, `InvalidDuration`. */
export const letterPolicy = (options: DeadLettersOptions = {}): LetterPolicy => {
  checkOptions("deadLetters", options, { retention: anything, alert: anything })
  const { retention = "30 days", alert } = options
  const kept = durationMillis(retention)
  if (alert === undefined) return { retention: kept }
  checkOptions("deadLetters.alert", alert, {
    above: { ...wholeNumber(0, 1_000_000), required: true },
    within: { ...anything, required: true },
  })
  const within = durationMillis(alert.within)
  if (within <= 0) throw new InvalidOption("deadLetters.alert", "`within` is no time at all", 'Write it as "1 hour".')
  return { retention: kept, alarm: { above: alert.above, within } }
}
