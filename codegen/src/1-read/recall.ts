/**
 * Remembers what was made of a file, for as long as all that it was made from is the same. `next` says from what else the
 * same would be made again.
 */
export type Recall = <Value>(
  what: string,
  file: string,
  inputs: readonly unknown[],
  make: () => Value,
  next?: (value: Value) => readonly unknown[],
) => Value

/** A memory with nothing in it. */
export const createRecall = (): Recall => {
  const known = new Map<string, { readonly inputs: readonly unknown[]; readonly value: unknown }>()
  return <Value>(
    what: string,
    file: string,
    inputs: readonly unknown[],
    make: () => Value,
    next?: (value: Value) => readonly unknown[],
  ): Value => {
    const key = `${what} ${file}`
    const before = known.get(key)
    if (before !== undefined && isSame(before.inputs, inputs)) return before.value as Value // `what` has one type
    const value = make()
    known.set(key, { inputs: next?.(value) ?? inputs, value })
    return value
  }
}

const isSame = (before: readonly unknown[], now: readonly unknown[]): boolean =>
  before.length === now.length && before.every((input, at) => input === now[at])
