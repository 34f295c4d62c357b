import { InvalidDuration } from "./invalid-duration.ts"

const millisecondsIn = {
  millisecond: 1,
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
} as const

/** A unit of time, singular. */
export type DurationUnit = keyof typeof millisecondsIn

/**
 * A length of time: a number of milliseconds, or a number and a unit.
 *
 * @example "1 second", "20 minutes", "2.5 hours", "3 days", 250
 */
export type Duration = number | `${number} ${DurationUnit}` | `${number} ${DurationUnit}s`

// A thousand years: far beyond any use, and every moment that it can lead to is still a valid `Date`.
const longest = 365_250 * millisecondsIn.day

/**
 * The whole milliseconds in a duration; throws `InvalidDuration` for what is none.
 *
 * @example durationMillis("20 minutes") // 1_200_000
 */
export const durationMillis = (duration: Duration): number => {
  const milliseconds = Math.round(typeof duration === "number" ? duration : read(duration))
  if (!(milliseconds >= 0 && milliseconds <= longest)) throw new InvalidDuration(duration)
  // A negative zero is no time at all.
  return milliseconds === 0 ? 0 : milliseconds
}

const read = (text: string): number => {
  if (typeof text !== "string") throw new InvalidDuration(text)
  const parts = /^(\d+(?:\.\d+)?) ([a-z]+?)s?$/.exec(text)
  const unit = parts?.[2]
  if (unit === undefined || !isUnit(unit)) throw new InvalidDuration(text)
  return Number(parts?.[1]) * millisecondsIn[unit]
}

const isUnit = (text: string): text is DurationUnit => Object.hasOwn(millisecondsIn, text)
