import { failureBrand, failureTag } from "../../error/failure-brand.ts"
import { tags } from "../format.ts"
import { memberStep } from "../member-step.ts"
import type { Opened } from "../opened.ts"
import { clearOwn } from "../set-own.ts"
import type { Refusal, Shape } from "../shape.ts"
import { damaged } from "../value-damaged.ts"

const names = [
  "Error",
  "TypeError",
  "RangeError",
  "SyntaxError",
  "ReferenceError",
  "EvalError",
  "URIError",
  "AggregateError",
  "SuppressedError",
]

/** The built-in classes that this platform has (SuppressedError is newer than the others). */
const classes = new Map(
  names.flatMap((name): [string, typeof Error][] => {
    const found: unknown = Reflect.get(globalThis, name)
    return typeof found === "function" ? [[name, found as typeof Error]] : [] // it is the global of that name
  }),
)
const classNames = new Map([...classes].map(([name, { prototype }]) => [prototype, name]))

/** What built-in errors hold beside `stack` without showing it to `Object.keys`. */
const hiddenKeys = new Set(["message", "name", "cause", "errors", "error", "suppressed"])

/**
 * An error: its nearest built-in class, its tag if `failure()` made it, its stack, and its properties.
 * A class of its own is not kept: identity goes by tag. Symbol keys and hidden properties beside the
 * known ones are the bookkeeping of whoever made it, and are left out.
 */
export const errorShape = (error: Error): Shape | Refusal => {
  const kind = builtInName(error)
  const hidden = Reflect.ownKeys(error).flatMap((key) => hiddenEntry(error, key))
  const items = [...inheritedText(error, "name", kind), ...inheritedText(error, "message", ""), ...hidden]
  const count = items.length / 2
  for (const key of Object.keys(error)) {
    const property = Object.getOwnPropertyDescriptor(error, key)
    if (property === undefined || !("value" in property)) {
      return { step: memberStep(key), reason: "is a getter or setter", hint: "Keep the value itself." }
    }
    if (key !== "stack") items.push(key, property.value)
  }
  const stack = typeof error.stack === "string" ? JSON.stringify(error.stack) : "null"
  const tag = JSON.stringify(failureTag(error) ?? null)
  return { open: `["${tags.error}","${kind}",${tag},${stack},${count}`, items, goesOn: true, close: "]", step }
}

const step = ({ items }: Shape, index: number): string => memberStep(String(items[index - 1]))

const builtInName = (error: Error): string => {
  for (let at: unknown = error; at !== null && typeof at === "object"; at = Object.getPrototypeOf(at)) {
    const name = classNames.get(at as Error) // a key to look up, whatever it is
    if (name !== undefined) return name
  }
  return "Error"
}

const hiddenEntry = (error: Error, key: string | symbol): unknown[] =>
  typeof key === "string" && hiddenKeys.has(key) && !Object.prototype.propertyIsEnumerable.call(error, key)
    ? [key, Reflect.get(error, key)]
    : []

/** What a class of the author's own says through its prototype. */
const inheritedText = (error: Error, key: "name" | "message", usual: string): unknown[] => {
  if (Object.hasOwn(error, key)) return []
  const text: unknown = error[key]
  return typeof text === "string" && text !== usual ? [key, text] : []
}

/** Reads an error. */
export const readError = (tree: readonly unknown[], existing: object | undefined): Opened => {
  const [, kind, tag, stack, hidden] = tree
  const trees = tree.slice(5)
  if (typeof kind !== "string" || typeof hidden !== "number" || trees.length % 2 !== 0) return damaged("half an error")
  const error = existing ?? newError(kind)
  if (!(error instanceof Error)) return damaged("an error in the place of something else")
  const frozen = Object.isFrozen(error)
  if (!frozen) {
    clearOwn(error)
    if (typeof stack === "string") define(error, "stack", stack, false)
    if (typeof tag === "string") define(error, failureBrand, tag, false)
  }
  let key = ""
  const put = (value: unknown, index: number): void => {
    if (index % 2 === 0) key = typeof value === "string" ? value : damaged("a property without its name")
    else if (!frozen) define(error, key, value, index >= hidden * 2)
  }
  const end = (): void => {
    if (!frozen && typeof tag === "string" && !("_tag" in error)) define(error, "_tag", tag, false)
  }
  return { object: error, fill: { trees, put, end } }
}

/** A class that this platform lacks is read as a plain error. */
const newError = (kind: string): object =>
  names.includes(kind)
    ? Reflect.construct(Error, [], classes.get(kind) ?? Error)
    : damaged("an error of an unknown class")

const define = (error: Error, key: string | symbol, value: unknown, enumerable: boolean): void => {
  Object.defineProperty(error, key, { value, enumerable, writable: true, configurable: true })
}
