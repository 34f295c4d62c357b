import { waitForEvent } from "statewright"
import type { Box } from "./pure.ts"
import { isHeavy, Sent } from "./schemas.ts"
import { num, Refused, test, tick } from "./steps.ts"

// Async helpers of another file: they wait, and are compiled with whoever calls them.

/** Changes what it was given, across a wait. */
export const twofold = async (box: Box): Promise<number> => {
  box.n = (box.n * 2) % 97
  const before = box.n
  box.n = (box.n + (await num(before))) % 97
  return before
}

/** Catches, and goes on in a `finally`. */
export async function careful(value: number): Promise<number> {
  let result = value
  try {
    result = await num(value)
    if (await test(result)) return result
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    result = -error.at
  } finally {
    result += await tick()
  }
  return result % 97
}

/** Has a type of its own. */
export const firstOf = async <Item>(items: readonly Item[], otherwise: Item): Promise<Item> => {
  for (const item of items) if (await test(items.length)) return item
  return otherwise
}

/** Call each other. */
export const even = async (value: number): Promise<boolean> =>
  value <= 0 ? await test(value) : !(await odd(value - 1))

const odd = async (value: number): Promise<boolean> => {
  if (value <= 0) return false
  await num(value)
  return even(value - 1)
}

/** Waits for many at once, and shares what they change. */
export const gather = async (numbers: readonly number[]): Promise<readonly number[]> => {
  const seen: number[] = []
  await Promise.all(
    numbers.slice(0, 3).map(async (each) => {
      seen.push(each)
      seen.push(await careful(each))
    }),
  )
  return seen
}

/** Waits for an event, and gives it up. */
export const told = async (least: number): Promise<string> => {
  const { tag } = await waitForEvent("parcel", {
    schema: Sent,
    where: (parcel) => parcel.n >= least % 4 && isHeavy(parcel),
    timeout: "2 seconds",
    onTimeout: { n: 0, tag: `none for ${least}` },
  })
  return tag
}
