import { tags } from "../format.ts"
import type { Opened } from "../opened.ts"
import type { Shape } from "../shape.ts"
import { damaged } from "../value-damaged.ts"

type View = ArrayBufferView & { readonly length?: number }
type ViewClass = new (buffer: ArrayBuffer, offset: number, length: number) => View

const classes: Readonly<Record<string, ViewClass>> = {
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
  DataView,
}

/** The prototypes of typed arrays and DataView, with the name of each class. */
export const viewPrototypes: readonly (readonly [prototype: object, name: string])[] = Object.entries(classes).map(
  ([name, { prototype }]) => [prototype, name],
)

/**
 * A typed array or DataView and its whole buffer, which other views may share.
 * Bytes are kept as they lie in memory; every platform that Node runs on puts the low one first.
 */
export const viewShape = (view: View, name: string): Shape => ({
  open: `["${tags.view}","${name}",${view.byteOffset},${view.length ?? view.byteLength}`,
  items: [view.buffer],
  goesOn: true,
  close: "]",
  step: () => ".buffer",
})

/** Reads a typed array or DataView; `read` reads its buffer, which must be there before it. */
export const readView = (
  [, name, offset, length, buffer]: readonly unknown[],
  existing: object | undefined,
  read: (tree: unknown) => unknown,
): Opened => {
  const bytes = read(buffer)
  const viewClass = typeof name === "string" && Object.hasOwn(classes, name) ? classes[name] : undefined
  if (viewClass === undefined || !(bytes instanceof ArrayBuffer)) return damaged("a typed array without its buffer")
  if (existing instanceof viewClass) return { object: existing }
  if (existing !== undefined) return damaged("a typed array in the place of something else")
  try {
    return { object: new viewClass(bytes, Number(offset), Number(length)) }
  } catch {
    return damaged("a typed array outside its buffer")
  }
}
