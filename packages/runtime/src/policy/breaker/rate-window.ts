/** The calls that ended within a tenth of a window. */
export interface Bucket {
  /** When it begins, in ms since 1970. */
  readonly at: number
  readonly calls: number
  readonly failures: number
}

const parts = 10

/** Counts a call that ends now; what is older than `window` ms is left out. Never holds more than eleven. */
export const countedIn = (
  buckets: readonly Bucket[],
  window: number,
  { now, isFailure }: { readonly now: number; readonly isFailure: boolean },
): readonly Bucket[] => {
  const width = Math.max(1, Math.ceil(window / parts))
  const at = now - (now % width)
  // Where the clock was set back, what seems to come later counts as of now.
  const present = rateOf(buckets.filter((bucket) => bucket.at >= at))
  return [
    ...buckets.filter((bucket) => bucket.at < at && bucket.at > now - window),
    { at, calls: present.calls + 1, failures: present.failures + (isFailure ? 1 : 0) },
  ]
}

/** How many calls there were, and how many failed. */
export const rateOf = (buckets: readonly Bucket[]): Pick<Bucket, "calls" | "failures"> => {
  let [calls, failures] = [0, 0]
  for (const bucket of buckets) {
    calls += bucket.calls
    failures += bucket.failures
  }
  return { calls, failures }
}
