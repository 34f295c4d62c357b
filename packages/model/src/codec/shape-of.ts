import { arrayShape } from "./kind/array.ts"
import { bytesShape } from "./kind/bytes.ts"
import { dateShape } from "./kind/date.ts"
import { errorShape } from "./kind/error.ts"
import { mapShape } from "./kind/map.ts"
import { Pending } from "../frame/pending.ts"
import { pendingShape } from "./kind/pending.ts"
import { bareObjectShape, plainObjectShape } from "./kind/plain-object.ts"
import { regexpShape } from "./kind/regexp.ts"
import { setShape } from "./kind/set.ts"
import { viewPrototypes, viewShape } from "./kind/view.ts"
import { TooLong } from "./too-long.ts"
import { refuseInstance } from "./refuse-instance.ts"
import { type Looking, type Refusal, type Shape, unreadable } from "./shape.ts"

/** How this object is written, or why it cannot be; throws `TooLong` for one that is sure to be longer than the limit. */
export const shapeOf = (value: object, looking: Looking): Shape | Refusal => {
  try {
    return lookAt(value, looking)
  } catch (error) {
    if (error instanceof TooLong) throw error
    return unreadable
  }
}

const lookAt = (value: object, looking: Looking): Shape | Refusal => {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype === Object.prototype) return plainObjectShape(value, looking)
  if (prototype === null) return bareObjectShape(value, looking)
  if (prototype === Array.prototype && Array.isArray(value)) return arrayShape(value)
  if (value instanceof Error) return errorShape(value)
  const shape = shapes.get(prototype)
  if (shape === undefined) return refuseInstance(value)
  if (prototype === Pending.prototype && looking.isFrame !== true) return notAwaited
  try {
    return shape(value)
  } catch {
    return { step: "", reason: "only looks like a built-in object", hint: "Keep its data in a plain object." }
  }
}

const notAwaited: Refusal = {
  step: "",
  reason: "is a promise that was not awaited",
  hint: "Await it, and pass on what it gives.",
}

type ShapeOf = (value: never) => Shape | Refusal

/** By prototype and not by `instanceof`: an instance of a subclass would come back as something less. */
const shapes = new Map<unknown, (value: object) => Shape | Refusal>(
  [
    [Map.prototype, mapShape] as const,
    [Set.prototype, setShape] as const,
    [Date.prototype, dateShape] as const,
    [RegExp.prototype, regexpShape] as const,
    [Pending.prototype, pendingShape] as const,
    [ArrayBuffer.prototype, bytesShape] as const,
    ...viewPrototypes.map(
      ([prototype, name]) => [prototype, (view: ArrayBufferView) => viewShape(view, name)] as const,
    ),
  ].map(([prototype, shape]: readonly [object, ShapeOf]) => [prototype, (value) => shape(value as never)]), // the key is its prototype
)
