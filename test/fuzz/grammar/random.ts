/** A source of chance that can be repeated. */
export interface Random {
  /** From 0 to below 1. */
  readonly next: () => number
  readonly below: (limit: number) => number
  readonly chance: (share: number) => boolean
  readonly of: <Value>(values: readonly Value[]) => Value
}

/** Chance from a seed (mulberry32). */
export const seeded = (seed: number): Random => {
  let state = Math.imul(seed, 0x9e37_79b1) >>> 0
  const next = (): number => {
    state = (state + 0x6d2b_79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    next,
    below,
    chance: (share) => next() < share,
    of: (values) => {
      const value = values[below(values.length)]
      if (value === undefined) throw new Error("invariant: something to choose from")
      return value
    },
  }
}
