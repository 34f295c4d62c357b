import { failureBrand } from "../error/failure-brand.ts"
import { encodeValue, encodeWithin } from "./encode-value.ts"

/** How many characters the text of an error may have; what is longer is cut. */
const mostCharacters = 65_536
/** Of what is cut: of a message, of what stands below it in a stack, and of each of a property's kind. */
const mostMessage = 10_000
const mostStack = 4_000
const mostProperties = 100
const mostCauses = 10

/**
 * An error, or whatever was thrown, as text. What hangs on it and cannot be stored, or takes too much room, is left out,
 * and a long message is cut: an error must never be lost because of what it holds, so this throws for none, not even for
 * one that throws when it is looked at.
 *
 * @example
 * encodeError(new RangeError("too large"))
 */
export const encodeError = (error: unknown): string => {
  try {
    const text = encodeWithin(mostCharacters, error, "error")
    if (text !== undefined) return text
  } catch {
    // Not all of it can be stored.
  }
  if (typeof error === "string") return encodeValue(cutText(error, mostMessage))
  const cutting: Cutting = { seen: new Map(), left: mostCharacters }
  return encodeValue(readable(() => cutDown(error, cutting, 0)) ?? unreadable(error), "error")
}

interface Cutting {
  readonly seen: Map<unknown, Error>
  /** Room for properties, in characters. */
  left: number
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
const cutDown = (error: unknown, cutting: Cutting, depth: number): Error => {
  if (!(error instanceof Error)) return unreadable(error)
  const known = cutting.seen.get(error)
  if (known !== undefined) return known
  const message = readableText(() => error.message)
  const stack = readableText(() => error.stack)
  const kept = new Error(cutText(message ?? "", mostMessage))
  cutting.seen.set(error, kept)
  cutting.left -= kept.message.length
  if (stack !== undefined) kept.stack = cutStack(stack, message ?? "")
  Object.setPrototypeOf(kept, Object.getPrototypeOf(error))
  const tooLarge: string[] = []
  for (const key of ["name", "cause", "errors", failureBrand, ...Object.keys(error).slice(0, mostProperties)]) {
    const property = Object.getOwnPropertyDescriptor(error, key)
    if (property === undefined || !("value" in property) || key === "stack") continue
    if (key === "message") {
      Object.defineProperty(kept, key, { ...property, value: kept.message, writable: true })
      continue
    }
    const value = storablePart(property.value, cutting, depth)
    if (value === tooMuch) tooLarge.push(String(key))
    else if (value !== undefined) Object.defineProperty(kept, key, { ...property, value })
  }
  if (tooLarge.length > 0) kept.message += ` [too large to be stored: ${cutText(tooLarge.join(", "), 200)}]`
  return kept
}

const readableText = (read: () => unknown): string | undefined => {
  const text = readable(read)
  return typeof text === "string" ? text : undefined
}

/** Stands for a property that takes more room than is left. */
const tooMuch: unique symbol = Symbol("too much")

const storablePart = (value: unknown, cutting: Cutting, depth: number): unknown => {
  try {
    const text = encodeWithin(cutting.left, value)
    if (text === undefined) return isError(value) || isErrors(value) ? cutErrors(value, cutting, depth) : tooMuch
    cutting.left -= text.length
    return value
  } catch {
    return isError(value) || isErrors(value) ? cutErrors(value, cutting, depth) : undefined
  }
}

const isError = (value: unknown): boolean => readable(() => value instanceof Error) === true

const isErrors = (value: unknown): value is readonly unknown[] =>
  readable(() => Array.isArray(value) && value.slice(0, mostProperties).every(isError)) === true

const cutErrors = (value: unknown, cutting: Cutting, depth: number): unknown => {
  if (depth === mostCauses) return tooMuch
  if (!isErrors(value)) return cutting.left > 0 ? cutDown(value, cutting, depth + 1) : tooMuch
  const kept: Error[] = []
  for (const each of value) {
    if (cutting.left <= 0 || kept.length === mostProperties) break
    kept.push(cutDown(each, cutting, depth + 1))
  }
  return kept
}

const cutText = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most).toWellFormed()}... [cut: ${text.length} characters]`

/** The message, which stands at the top of a stack, is cut as such, so that the frames below it are kept. */
const cutStack = (stack: string, message: string): string => {
  const end = message === "" ? -1 : stack.indexOf(message)
  if (end === -1) return cutText(stack, mostStack)
  const below = end + message.length
  return `${cutText(stack.slice(0, below), mostMessage)}${cutText(stack.slice(below), mostStack)}`
}
