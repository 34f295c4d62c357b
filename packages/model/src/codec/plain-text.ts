/** Up to this many objects a look through a list is faster than a Map. */
const mostObjects = 16
const mostNesting = 8
const mostElements = 64

/**
 * The tree of a small value that is plain JSON and a tree already, by way of the platform's own writer; `undefined` if
 * it is anything else, or large. Most inputs and outputs of steps are.
 */
export const plainText = (value: unknown): string | undefined =>
  typeof value === "object" && value !== null && isPlain(value, [], 0) ? JSON.stringify(value) : undefined

const isPlain = (value: unknown, seen: object[], nesting: number): boolean => {
  switch (typeof value) {
    case "string":
    case "boolean":
      return true
    case "number":
      return Number.isFinite(value) && !Object.is(value, -0)
    case "object":
      if (value === null) return true
      if (seen.length === mostObjects || nesting === mostNesting || seen.includes(value)) return false
      seen.push(value)
      return Array.isArray(value) ? isPlainArray(value, seen, nesting) : isPlainObject(value, seen, nesting)
    default:
      return false
  }
}

const isPlainArray = (array: readonly unknown[], seen: object[], nesting: number): boolean => {
  if (Object.getPrototypeOf(array) !== Array.prototype || !Object.isExtensible(array)) return false
  if (array.length > mostElements) return false
  if (typeof array[0] === "string" || Reflect.ownKeys(array).length !== array.length + 1) return false
  for (const element of array) if (!isPlain(element, seen, nesting + 1)) return false
  return true
}

const isPlainObject = (object: object, seen: object[], nesting: number): boolean => {
  if (Object.getPrototypeOf(object) !== Object.prototype || !Object.isExtensible(object)) return false
  const keys = Reflect.ownKeys(object)
  for (const key of keys) {
    const property = Object.getOwnPropertyDescriptor(object, key)
    if (typeof key === "symbol" || property === undefined) return false
    if (!property.enumerable || !property.writable || !property.configurable) return false
    if (!isPlain(property.value, seen, nesting + 1)) return false
  }
  return true
}
