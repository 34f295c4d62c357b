import { tags } from "../format.ts"
import { memberStep } from "../member-step.ts"
import { ignore } from "../opened.ts"
import type { Opened } from "../opened.ts"
import { clearOwn, setOwn } from "../set-own.ts"
import type { Looking, Refusal, Shape } from "../shape.ts"
import { checkLength } from "../too-long.ts"
import { damaged } from "../value-damaged.ts"

/** A plain object as a JSON object. */
export const plainObjectShape = (value: object, looking: Looking): Shape | Refusal => shape(value, looking, "{", "}")

/** An object without a prototype. */
export const bareObjectShape = (value: object, looking: Looking): Shape | Refusal =>
  shape(value, looking, `["${tags.bare}",{`, "}]")

const shape = (
  value: object,
  { limit = Infinity, sorted = false }: Looking,
  open: string,
  close: string,
): Shape | Refusal => {
  const keys = Object.keys(value)
  // `"k":1,`: to ask for each property of one that cannot fit would take long.
  checkLength(keys.length * 6, limit)
  if (Reflect.ownKeys(value).length !== keys.length) return refuseHidden(value)
  if (sorted) keys.sort()
  const changeable = Object.isExtensible(value)
  const items: unknown[] = []
  for (const key of keys) {
    const property = Object.getOwnPropertyDescriptor(value, key)
    if (property?.get !== undefined || property?.set !== undefined) return refuseAccessor(key)
    if (changeable && !(property?.writable && property.configurable)) return refuseReadOnly(key)
    items.push(property?.value)
  }
  return { open, keys, items, goesOn: false, close, step }
}

const step = ({ keys }: Shape, index: number): string => memberStep(keys?.[index] ?? "")

const refuseHidden = (value: object): Refusal => {
  const hidden = Reflect.ownKeys(value).find((key) => !Object.prototype.propertyIsEnumerable.call(value, key))
  if (typeof hidden === "string") {
    return {
      step: memberStep(hidden),
      reason: "is a hidden (non-enumerable) property",
      hint: "Set it by plain assignment.",
    }
  }
  const symbol = Object.getOwnPropertySymbols(value)[0]
  return {
    step: "",
    reason: `has a property whose key is a symbol, \`${String(symbol)}\``,
    hint: "Use a string as the key.",
  }
}

const refuseAccessor = (key: string): Refusal => ({
  step: memberStep(key),
  reason: "is a getter or setter",
  hint: "Keep the value itself, or compute it where it is used.",
})

const refuseReadOnly = (key: string): Refusal => ({
  step: memberStep(key),
  reason: "is a read-only property",
  hint: "Freeze the whole object, or leave all of it open.",
})

/** Reads a JSON object. A new one becomes the object itself: what JSON.parse made is already what was written. */
export const readPlainObject = (tree: object, existing: object | undefined): Opened => {
  if (existing !== undefined) return refill(tree, existing)
  const keys = Object.keys(tree).filter((key) => isObject(Reflect.get(tree, key)))
  if (keys.length === 0) return { object: tree }
  return {
    object: tree,
    fill: { trees: keys.map((key) => Reflect.get(tree, key)), put: (value, at) => setOwn(tree, keys[at] ?? "", value) },
  }
}

/** Reads an object without a prototype. */
export const readBareObject = ([, tree]: readonly unknown[], existing: object | undefined): Opened => {
  if (!isObject(tree) || Array.isArray(tree)) return damaged("an object without its properties")
  return refill(tree, existing ?? Object.create(null))
}

const refill = (tree: object, object: object): Opened => {
  const keys = Object.keys(tree)
  const trees = keys.map((key) => Reflect.get(tree, key))
  if (Object.isFrozen(object)) return { object, fill: { trees, put: ignore } }
  clearOwn(object)
  return { object, fill: { trees, put: (value, at) => setOwn(object, keys[at] ?? "", value) } }
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null
