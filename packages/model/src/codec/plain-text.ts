import { checkLength, TooLong } from "./too-long.ts"

/** Up to this many objects a look through a list is faster than a Map. */
const mostObjects = 16
const mostNesting = 8
const mostElements = 64
const mostCharacters = 65_536

/** The fewest characters of a property and what follows it: `"k":1,`. */
const leastProperty = 6

/**
 * The tree of a small value that is plain JSON and a tree already, by way of the platform's own writer; `undefined` if
 * it is anything else, or large. Most inputs and outputs of steps are. Throws `TooLong` for what is sure to be longer
 * than `limit`.
 */
export const plainText = (value: unknown, limit = Infinity): string | undefined => {
  if (typeof value !== "object" || value === null) return undefined
  try {
    return isPlain(value, { seen: [], limit }, 0) ? JSON.stringify(value) : undefined
  } catch (error) {
    if (error instanceof TooLong) throw error
    // A proxy: whoever writes it in the long way says what is wrong with it.
    return undefined
  }
}

interface Looking {
  readonly seen: object[]
  readonly limit: number
}

const isPlain = (value: unknown, looking: Looking, nesting: number): boolean => {
  switch (typeof value) {
    case "string":
      return value.length <= mostCharacters
    case "boolean":
      return true
    case "number":
      return Number.isFinite(value) && !Object.is(value, -0)
    case "object":
      if (value === null) return true
      if (looking.seen.length === mostObjects || nesting === mostNesting || looking.seen.includes(value)) return false
      looking.seen.push(value)
      return Array.isArray(value) ? isPlainArray(value, looking, nesting) : isPlainObject(value, looking, nesting)
    default:
      return false
  }
}

const isPlainArray = (array: readonly unknown[], looking: Looking, nesting: number): boolean => {
  if (Object.getPrototypeOf(array) !== Array.prototype || !Object.isExtensible(array)) return false
  if (array.length > mostElements) return false
  if (typeof array[0] === "string" || Reflect.ownKeys(array).length !== array.length + 1) return false
  for (const element of array) if (!isPlain(element, looking, nesting + 1)) return false
  return true
}

const isPlainObject = (object: object, looking: Looking, nesting: number): boolean => {
  if (Object.getPrototypeOf(object) !== Object.prototype || !Object.isExtensible(object)) return false
  // Of very many properties, only to list them takes long: it is done once.
  const keys = Object.keys(object)
  checkLength(keys.length * leastProperty, looking.limit)
  if (keys.length > mostElements || Reflect.ownKeys(object).length !== keys.length) return false
  for (const key of keys) {
    const property = Object.getOwnPropertyDescriptor(object, key)
    if (property === undefined || !property.writable || !property.configurable) return false
    if (!isPlain(property.value, looking, nesting + 1)) return false
  }
  return true
}
