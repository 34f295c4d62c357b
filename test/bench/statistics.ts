/** The value that half of the others do not exceed. */
export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** As a person reads it: three digits, no more. */
export const rounded = (value: number): number => Number(value.toPrecision(3))
