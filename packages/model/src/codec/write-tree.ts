import { tags } from "./format.ts"
import { NotStorable } from "./not-storable.ts"
import { primitiveText } from "./primitive.ts"
import { refuseBare } from "./refuse-instance.ts"
import { shapeOf } from "./shape-of.ts"
import { checkAhead, checkLength } from "./too-long.ts"
import { type Looking, type Refusal, type Shape, unreadable } from "./shape.ts"

/** What a writer knows of the objects that it has met. */
export interface Writing extends Looking {
  /** Their numbers. */
  readonly numbers: Map<object, number>
  /** Whether an object that was met earlier must be written out once more. */
  readonly again?: ((value: object) => boolean) | undefined
  /** Told of every object that is written out, with the shape it then had. */
  readonly note?: ((value: object, shape: Shape) => void) | undefined
}

/** An object whose items are being written. */
export interface Cursor {
  readonly shape: Shape
  /** The next item. */
  index: number
  /** How much of the items is written. */
  readonly end: number
  readonly close: string
}

/**
 * The tree of a value as text. Nesting takes no call stack, so a list may be of any length.
 *
 * @example
 * writeTree({ numbers: new Map() }, [1, "a"], "output") // '[1,"a"]'
 */
export const writeTree = (writing: Writing, value: unknown, path: string): string => {
  const cursors: Cursor[] = []
  return open(writing, value, path, cursors) + writeItems(writing, path, cursors)
}

/** What stands in `cursors`, innermost last, up to the end of the outermost. */
export const writeItems = (writing: Writing, path: string, cursors: Cursor[]): string => {
  const { limit = Infinity } = writing
  let text = ""
  for (let cursor = cursors.at(-1); cursor !== undefined; cursor = cursors.at(-1)) {
    const { shape, index, end } = cursor
    if (index === end) {
      text += cursor.close
      cursors.pop()
      continue
    }
    if (index > 0 || shape.goesOn) text += ","
    if (shape.keys !== undefined) text += `${JSON.stringify(shape.keys[index])}:`
    cursor.index++
    // All that is open is still to be closed.
    checkLength(text.length + cursors.length, limit)
    const item = itemAt(shape, index, path, cursors)
    if (limit < Infinity) checkAhead(item, limit)
    text += primitiveText(item) ?? open(writing, item, path, cursors)
  }
  return text
}

/** Writes what comes before an object's items, and leaves a cursor for them. */
const open = (writing: Writing, value: unknown, path: string, cursors: Cursor[]): string => {
  const primitive = primitiveText(value)
  if (primitive !== undefined) return primitive
  if (typeof value !== "object" || value === null) return refuse(refuseBare(value), path, cursors)
  const { numbers } = writing
  const known = numbers.get(value)
  if (known === undefined) numbers.set(value, numbers.size)
  else if (!writing.again?.(value)) return `["${tags.reference}",${known}]`
  const shape = shapeOf(value, writing)
  if ("reason" in shape) return refuse(shape, path, cursors)
  writing.note?.(value, shape)
  const again = known === undefined ? "" : `["${tags.rewritten}",${known},`
  const frozen = isFrozen(value, path, cursors) ? `["${tags.frozen}",` : ""
  const close = shape.close + (frozen && "]") + (again && "]")
  if (shape.items.length === 0) return again + frozen + shape.open + close
  cursors.push({ shape, index: 0, end: shape.items.length, close })
  return again + frozen + shape.open
}

/** An array may be a proxy, or have getters. */
const itemAt = ({ items }: Shape, index: number, path: string, cursors: readonly Cursor[]): unknown => {
  try {
    return items[index]
  } catch {
    return refuse(unreadable, path, cursors)
  }
}

const isFrozen = (value: object, path: string, cursors: readonly Cursor[]): boolean => {
  try {
    if (Object.isExtensible(value)) return false
    if (Object.isFrozen(value)) return true
  } catch {
    return refuse(unreadable, path, cursors)
  }
  const hint = "Freeze it altogether, or leave it open."
  return refuse({ step: "", reason: "is sealed but not frozen", hint }, path, cursors)
}

/** The cursors say where we are: a path costs nothing until it is needed. */
const refuse = ({ step, reason, hint }: Refusal, root: string, cursors: readonly Cursor[]): never => {
  const path = cursors.map(({ shape, index }) => shape.step(shape, index - 1))
  throw new NotStorable(root + path.join("") + step, reason, hint)
}
