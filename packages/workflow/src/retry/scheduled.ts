/** Marks a schedule of whatever copy of this package. */
export const scheduleBrand: unique symbol = Symbol.for("statewright.schedule")

/** An attempt that failed, as a schedule is told of it. */
export interface FailedAttempt {
  /** In ms since 1970. */
  readonly endedAt: number
  readonly error: unknown
}

/** A strategy of one's own; `scheduled` of `statewright/effect` makes one of any Effect `Schedule`. */
export interface Scheduled {
  readonly [scheduleBrand]: 1
  /**
   * The ms to wait after these attempts, the oldest first; `undefined`: no more attempts. `seed` is the same for all
   * attempts of one call, and no other's.
   */
  readonly delay: (failed: readonly FailedAttempt[], seed: string) => Promise<number | undefined>
}

/** Whether a value is a schedule, made by whatever copy of this package. */
export const isScheduled = (value: unknown): value is Scheduled =>
  typeof value === "object" && value !== null && scheduleBrand in value
