import { randomFrom } from "./random.ts"

/** Random choices, the same for the same seed. */
export interface Dice {
  /** A whole number from `least` to `most`. */
  readonly number: (least: number, most: number) => number
  readonly chance: (probability: number) => boolean
  readonly of: <const Item>(items: readonly [Item, ...Item[]]) => Item
}

export const diceOf = (seed: number): Dice => {
  const random = randomFrom(seed)
  const number = (least: number, most: number): number => least + Math.floor(random() * (most - least + 1))
  return {
    number,
    chance: (probability) => random() < probability,
    of: (items) => items[number(0, items.length - 1)] ?? items[0],
  }
}
