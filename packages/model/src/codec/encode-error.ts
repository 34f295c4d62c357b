import { failureBrand } from "../error/failure-brand.ts"
import { encodeValue } from "./encode-value.ts"

/**
 * An error, or whatever was thrown, as text. What hangs on it and cannot be stored is left out: an error must never be
 * lost because of its properties, so this throws for none, not even for one that throws when it is looked at.
 *
 * @example
 * encodeError(new RangeError("too large"))
 */
export const encodeError = (error: unknown): string => {
  try {
    return encodeValue(error, "error")
  } catch {
    return encodeValue(readable(() => cutDown(error, new Map())) ?? unreadable(error), "error")
  }
}

const unreadable = (thrown: unknown): Error =>
  new Error(`What was thrown cannot be stored: a value of type ${typeof thrown}.`)

/** What `read` answers; `undefined` when it throws, as a getter or a proxy may. */
const readable = <Value>(read: () => Value): Value | undefined => {
  try {
    return read()
  } catch {
    return undefined
  }
}

/** The same class, tag, name, message and stack, with those properties only that can be stored. */
const cutDown = (error: unknown, seen: Map<unknown, Error>): Error => {
  if (!(error instanceof Error)) return unreadable(error)
  const known = seen.get(error)
  if (known !== undefined) return known
  const kept = new Error(readable(() => error.message))
  seen.set(error, kept)
  const stack = readable(() => error.stack)
  if (stack !== undefined) kept.stack = stack
  Object.setPrototypeOf(kept, Object.getPrototypeOf(error))
  for (const key of ["name", "cause", "errors", failureBrand, ...Object.keys(error)]) {
    const property = Object.getOwnPropertyDescriptor(error, key)
    if (property === undefined || !("value" in property)) continue
    const value = storablePart(property.value, seen)
    if (value !== undefined) Object.defineProperty(kept, key, { ...property, value })
  }
  return kept
}

const storablePart = (value: unknown, seen: Map<unknown, Error>): unknown => {
  try {
    encodeValue(value)
    return value
  } catch {
    if (value instanceof Error) return cutDown(value, seen)
    return Array.isArray(value) && value.every((each) => each instanceof Error)
      ? value.map((each) => cutDown(each, seen))
      : undefined
  }
}
