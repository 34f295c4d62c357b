/** Where two object graphs differ in content, order, class or identity; `undefined` if nowhere. */
export const differenceOf = (left: unknown, right: unknown): string | undefined => {
  const forth = new Map<object, object>()
  const back = new Map<object, object>()
  const work: (readonly [left: unknown, right: unknown, path: string])[] = [[left, right, "$"]]
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    const [a, b, path] = next
    if (!isObject(a) || !isObject(b)) {
      if (!Object.is(a, b)) return path
      continue
    }
    if (forth.has(a) || back.has(b)) {
      if (forth.get(a) !== b || back.get(b) !== a) return `${path} (identity)`
      continue
    }
    forth.set(a, b)
    back.set(b, a)
    const partsOfA = partsOf(a)
    const partsOfB = partsOf(b)
    if (partsOfA.length !== partsOfB.length) return `${path} (size)`
    partsOfA.forEach((part, at) => work.push([part, partsOfB[at], `${path}/${at}`]))
  }
  return undefined
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null

/** All that can be seen of an object, in order. */
const partsOf = (value: object): unknown[] => [
  Object.getPrototypeOf(value) === null ? "no prototype" : Object.prototype.toString.call(value),
  Object.isFrozen(value),
  Array.isArray(value) ? value.length : -1,
  ...(value instanceof Map ? [...value].flat(1) : []),
  ...(value instanceof Set ? [...value] : []),
  ...(value instanceof Date ? [value.getTime()] : []),
  ...(value instanceof RegExp ? [value.source, value.flags, value.lastIndex] : []),
  ...(value instanceof ArrayBuffer ? new Uint8Array(value) : []),
  ...(ArrayBuffer.isView(value) ? [value.buffer, value.byteOffset, value.byteLength] : []),
  ...(value instanceof Error ? [value.name, value.message, value.stack] : []),
  ...Object.getOwnPropertyNames(value).flatMap((key) => ownPart(value, key)),
]

const ownPart = (value: object, key: string): unknown[] => {
  const property = Object.getOwnPropertyDescriptor(value, key)
  if (key === "stack" || ArrayBuffer.isView(value)) return []
  return [key, property?.enumerable, property?.value]
}
