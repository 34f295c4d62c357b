import type { Sample } from "./sample.ts"

/** How one figure went from the first third of the samples after the warm-up to the last. */
export interface Trend {
  readonly name: string
  readonly first: number
  readonly last: number
  readonly isFlat: boolean
}

/** What may be more at the end without being a leak: the tables breathe, and a heap is never twice the same. */
const tolerance = 0.1

/** So much is always allowed. */
const slack = {
  "heap KiB": 4_096,
  "external KiB": 4_096,
  // It has a bound of its own in V8, which it reaches in steps.
  "young KiB": 131_072,
  "RSS without young KiB": 32_768,
  "file KiB": 1_024,
  "WAL KiB": 4_096,
  handles: 8,
  fds: 4,
}

const warmUp = 0.2

/** Of all figures; none while there are too few samples. */
export const trendsOf = (samples: readonly Sample[]): readonly Trend[] => {
  const warm = samples.slice(Math.ceil(samples.length * warmUp))
  const third = Math.floor(warm.length / 3)
  if (third === 0) return []
  return Object.keys(warm[0] ?? {}).map((name) => {
    const first = median(warm.slice(0, third).map((sample) => sample[name] ?? 0))
    const last = median(warm.slice(-third).map((sample) => sample[name] ?? 0))
    const allowed = Math.max(first * tolerance, name in slack ? slack[name as keyof typeof slack] : 64) // just asked
    return { name, first, last, isFlat: last - first <= allowed }
  })
}

const median = (numbers: readonly number[]): number => {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
