import type { Duration } from "@statewright/workflow"
import fc from "fast-check"

const second = 1_000
const day = 86_400_000

const near = (millis: number) => fc.integer({ min: -2, max: 2 }).map((by) => Math.max(0, millis + by))

const millis = fc.oneof(
  fc.constantFrom(0, -0, 0.4, 1),
  near(2 ** 31),
  near(2 ** 32),
  // Months, and up to the longest that there is.
  fc.integer({ min: 0, max: 400 * day }),
  near(365_250 * day - 2),
)

/** Lengths of time as authors write them, and the whole milliseconds that they come to. */
export const lengths: fc.Arbitrary<{ readonly given: Duration; readonly millis: number }> = fc.oneof(
  millis.map((given) => ({ given, millis: Math.round(given) + 0 })),
  fc.integer({ min: 0, max: 36_525 }).map((days) => ({ given: `${days} days` as const, millis: days * day })),
  fc.integer({ min: 0, max: 10_000_000 }).map((n) => ({ given: `${n} seconds` as const, millis: n * second })),
)

/** What is no length of time. */
export const noLengths: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(Number.NaN, Infinity, -Infinity, -1, -0.6, 365_250 * day + 1, Number.MAX_VALUE, null, undefined),
  fc.double({ max: -0.6, noNaN: true }),
  fc.constantFrom("-1 seconds", "NaN days", "Infinity days", "tomorrow", "", "1 day 2 hours", "1e3 days", 3n, {}, []),
)
