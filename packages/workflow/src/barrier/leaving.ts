/**
 * Who leaves a barrier, of those that have come and in their order: nobody until there are enough of different input; who
 * came without one counts always.
 *
 * @example
 * leaving(["a", "a", "b"], 2, (input) => input) // ["a", "b"]: the first and the third
 */
export const leaving = <Arrival>(
  came: readonly Arrival[],
  size: number,
  inputOf: (arrival: Arrival) => string | null,
): readonly Arrival[] => {
  const seen = new Set<string>()
  const counted = came.filter((arrival) => {
    const input = inputOf(arrival)
    if (input === null) return true
    const isNew = !seen.has(input)
    seen.add(input)
    return isNew
  })
  return counted.length < size ? [] : counted.slice(0, size)
}
