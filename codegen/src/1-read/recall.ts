/** Remembers what was made of a file, for as long as all that it was made from is the same. */
export type Recall = <Value>(
  what: string,
  file: string,
  inputs: readonly unknown[] | Inputs<Value>,
  make: () => Value,
) => Value

/** What something is made from, and from what else the same would be made again. */
export interface Inputs<Value> {
  readonly now: readonly unknown[]
  readonly next: (value: Value) => readonly unknown[]
}

/** A memory with nothing in it. */
export const createRecall = (): Recall => {
  const known = new Map<string, { readonly inputs: readonly unknown[]; readonly value: unknown }>()
  return <Value>(what: string, file: string, inputs: readonly unknown[] | Inputs<Value>, make: () => Value): Value => {
    const { now, next } = "now" in inputs ? inputs : { now: inputs, next: () => inputs }
    const key = `${what} ${file}`
    const before = known.get(key)
    if (before !== undefined && isSame(before.inputs, now)) return before.value as Value // `what` has one type
    const value = make()
    known.set(key, { inputs: next(value), value })
    return value
  }
}

const isSame = (before: readonly unknown[], now: readonly unknown[]): boolean =>
  before.length === now.length && before.every((input, at) => input === now[at])
