import { fromBase64, toBase64 } from "../base64.ts"
import { tags } from "../format.ts"
import type { Opened } from "../opened.ts"
import type { Refusal, Shape } from "../shape.ts"
import { leaf, refuseExtras } from "../shape.ts"
import { damaged } from "../value-damaged.ts"

/** An ArrayBuffer. */
export const bytesShape = (buffer: ArrayBuffer): Shape | Refusal => {
  if (buffer.resizable) return { step: "", reason: "is a resizable ArrayBuffer", hint: "Use one of fixed size." }
  if (buffer.detached) return { step: "", reason: "is a detached ArrayBuffer", hint: "Keep the one it was moved into." }
  return refuseExtras(buffer, "an ArrayBuffer") ?? leaf(`["${tags.bytes}","${toBase64(new Uint8Array(buffer))}"]`)
}

/** Reads an ArrayBuffer. */
export const readBytes = ([, text]: readonly unknown[], existing: object | undefined): Opened => {
  const bytes = decoded(text)
  if (existing === undefined) return { object: bytes.buffer }
  const fits = existing instanceof ArrayBuffer && existing.byteLength === bytes.length
  if (!fits) return damaged("an ArrayBuffer of another size")
  new Uint8Array(existing).set(bytes)
  return { object: existing }
}

const decoded = (text: unknown): Uint8Array<ArrayBuffer> => {
  if (typeof text !== "string") return damaged("an ArrayBuffer without its bytes")
  try {
    return fromBase64(text)
  } catch {
    return damaged("an ArrayBuffer that is not base64")
  }
}
