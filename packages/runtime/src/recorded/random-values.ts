import type { Chance } from "./chance.ts"

/** As `crypto.getRandomValues`: fills the array, and throws what that throws. */
export const fillRandom = <Filled extends ArrayBufferView>(chance: Chance, array: Filled): Filled => {
  if (!integerArrays.some((kind) => array instanceof kind)) {
    throw new DOMException("The data argument must be an integer-type TypedArray", "TypeMismatchError")
  }
  if (array.byteLength > 65_536) {
    throw new DOMException(`The requested length exceeds 65,536 bytes`, "QuotaExceededError")
  }
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength).set(chance.bytes(array.byteLength))
  return array
}

const integerArrays = [
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  BigInt64Array,
  BigUint64Array,
] as const

/** A version 4 UUID, as `crypto.randomUUID` makes them. */
export const randomUuid = (chance: Chance): Uuid => {
  const bytes = chance.bytes(16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Buffer.from(bytes).toString("hex")
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** What `crypto.randomUUID` answers. */
export type Uuid = `${string}-${string}-${string}-${string}-${string}`
