/** Thrown, and caught where a bound was given: the text of a value has grown, or is sure to grow, beyond it. */
export class TooLong extends Error {}

/** Stops at the bound. */
export const checkLength = (characters: number, limit: number): void => {
  if (characters > limit) throw new TooLong()
}

/** Stops before anything that is sure to be longer than the bound is written, since that alone could take long. */
export const checkAhead = (value: unknown, limit: number): void => {
  try {
    lookAhead(value, limit)
  } catch (error) {
    // What only looks like a Map, or a proxy that throws: its writer says so.
    if (error instanceof TooLong) throw error
  }
}

const lookAhead = (value: unknown, limit: number): void => {
  if (typeof value === "string") checkLength(value.length, limit)
  else if (typeof value === "bigint") checkBigint(value, limit)
  else if (value instanceof Map) checkLength(sizeOfMap(value) * 4, limit)
  else if (value instanceof Set) checkLength(sizeOfSet(value) * 2, limit)
  else if (value instanceof ArrayBuffer) checkLength((lengthOfBuffer(value) * 4) / 3, limit)
  else if (Array.isArray(value)) checkArray(value, limit)
}

/** Of a BigInt, only a comparison with another one takes no time. */
const checkBigint = (value: bigint, limit: number): void => {
  const bits = BigInt(limit) * 4n
  if (value >> bits > 0n || -value >> bits > 0n) throw new TooLong()
}

/** Holes take no room, and a dense array of this length cannot fit; one that is mostly holes is found out later. */
const checkArray = (array: readonly unknown[], limit: number): void => {
  const most = limit / 2
  if (array.length <= most) return
  let elements = 0
  for (let at = 0; at < limit && at < array.length; at++) {
    if (at in array && ++elements > most) throw new TooLong()
  }
}

const getterOf = (prototype: object, name: string) => {
  const get = Object.getOwnPropertyDescriptor(prototype, name)?.get
  return (value: object): number => Number(get?.call(value))
}

// The getters of the platform, whatever the object says of itself; they throw for what only looks like one.
const sizeOfMap = getterOf(Map.prototype, "size")
const sizeOfSet = getterOf(Set.prototype, "size")
const lengthOfBuffer = getterOf(ArrayBuffer.prototype, "byteLength")
