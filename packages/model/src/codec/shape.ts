/** How an object is written: `open`, then its items with commas between, then `close`. */
export interface Shape {
  readonly open: string
  /** Names before the items, for a JSON object. */
  readonly keys?: readonly string[]
  readonly items: ArrayLike<unknown>
  /** A comma stands before the first item too. */
  readonly goesOn: boolean
  readonly close: string
  /** How a path goes on from the object to an item. */
  readonly step: (shape: Shape, index: number) => string
}

/** What a writer knows before it looks at an object. */
export interface Looking {
  /** Whether it writes a frame: nowhere else a promise could be awaited. */
  readonly isFrame?: boolean
  /** How many characters the text may have; beyond it `TooLong` is thrown. */
  readonly limit?: number
  /** Whether the keys of objects stand in one order, whatever order they were set in: to compare, and not to store. */
  readonly sorted?: boolean
}

/** Why an object cannot be written. */
export interface Refusal {
  /** From the object to the part that is refused; empty for the object itself. */
  readonly step: string
  readonly reason: string
  readonly hint: string
}

/** Of a proxy, or of a class whose getters throw. */
export const unreadable: Refusal = {
  step: "",
  reason: "throws when it is looked at",
  hint: "Keep its data in a plain object.",
}

/** A shape without items. */
export const leaf = (text: string): Shape => ({ open: text, items: [], goesOn: false, close: "", step: () => "" })

/** Own properties that would be lost on a Date, Map, Set or the like. */
export const refuseExtras = (value: object, kind: string): Refusal | undefined => {
  const extra = Reflect.ownKeys(value)[0]
  return extra === undefined ? undefined : refuseExtra(extra, kind)
}

/** A property of something that is stored without its properties. */
export const refuseExtra = (key: string | symbol, kind: string): Refusal => ({
  step: "",
  reason: `is ${kind} with a property of its own, \`${String(key)}\``,
  hint: `Keep \`${String(key)}\` beside it, in a plain object.`,
})
