import { shownValue } from "@statewright/model"

/** A value has no canonical text: what is wrong with it, in words that follow on "it". */
export class NotCanonical extends Error {}

/**
 * The text of a value that is the same for equal values, whatever the order of their properties: RFC 8785 for all that JSON has.
 * What JSON has not gets a text that no JSON is, so that it equals nothing else. Throws `NotCanonical`.
 *
 * @example canonicalJson({ b: 1, a: new Date(0) }) // '{"a":Date(0),"b":1}'
 */
export const canonicalJson = (value: unknown): string => {
  const writer = { parts: [] as string[], length: 0, within: new Set<object>() }
  write(value, writer)
  return writer.parts.join("")
}

/** As many characters as the bytes of the largest input. */
const longest = 1024 * 1024
const deepest = 1_000

interface Writer {
  readonly parts: string[]
  length: number
  /** The objects around the present one. */
  readonly within: Set<object>
}

const put = (writer: Writer, text: string): void => {
  writer.length += text.length
  if (writer.length > longest) throw new NotCanonical(`is longer than ${longest} characters`)
  writer.parts.push(text)
}

const write = (value: unknown, writer: Writer): void => {
  switch (typeof value) {
    case "string":
    case "boolean":
      return put(writer, JSON.stringify(value))
    case "number":
      return put(writer, Object.is(value, -0) ? "-0" : String(value))
    case "bigint":
      return put(writer, `${value}n`)
    case "undefined":
      return put(writer, "undefined")
    case "object":
      return value === null ? put(writer, "null") : writeObject(value, writer)
    default:
      throw new NotCanonical(`holds ${shownValue(value)}`)
  }
}

const writeObject = (value: object, writer: Writer): void => {
  const { within } = writer
  if (within.has(value)) throw new NotCanonical("holds itself")
  if (within.size >= deepest) throw new NotCanonical(`nests deeper than ${deepest} levels`)
  within.add(value)
  if (Array.isArray(value)) {
    list(writer, "[]", value.length, (at) => (at in value ? write(value[at], writer) : put(writer, "empty")))
  } else if (value instanceof Date) put(writer, `Date(${value.getTime()})`)
  else if (value instanceof RegExp) put(writer, `RegExp(${JSON.stringify([value.source, value.flags])})`)
  else if (value instanceof Map) {
    put(writer, "Map")
    write([...value], writer)
  } else if (value instanceof Set) {
    put(writer, "Set")
    write([...value], writer)
  } else if (ArrayBuffer.isView(value)) {
    const { buffer, byteOffset, byteLength } = value
    put(writer, `${Object.prototype.toString.call(value).slice(8, -1)}(${hex(buffer, byteOffset, byteLength)})`)
  } else if (value instanceof ArrayBuffer) put(writer, `ArrayBuffer(${hex(value, 0, value.byteLength)})`)
  else writeProperties(value, writer)
  within.delete(value)
}

const hex = (buffer: ArrayBufferLike, from: number, length: number): string =>
  Buffer.from(buffer, from, length).toString("hex")

const writeProperties = (value: object, writer: Writer): void => {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) {
    throw new NotCanonical(`holds an instance of ${value instanceof Error ? "Error" : className(prototype)}`)
  }
  if (Object.getOwnPropertySymbols(value).length > 0) throw new NotCanonical("has a property whose key is a symbol")
  // By UTF-16 code units, as RFC 8785 says, which is what JavaScript does.
  const keys = Object.keys(value).toSorted()
  const one = (at: number): void => {
    const key = keys[at] ?? ""
    put(writer, `${JSON.stringify(key)}:`)
    write(Reflect.get(value, key), writer)
  }
  list(writer, "{}", keys.length, one)
}

const list = (writer: Writer, [open = "", close = ""]: string, length: number, one: (at: number) => void): void => {
  put(writer, open)
  for (let at = 0; at < length; at++) {
    if (at > 0) put(writer, ",")
    one(at)
  }
  put(writer, close)
}

const className = (prototype: unknown): string => {
  const made: unknown = Object.getOwnPropertyDescriptor(prototype, "constructor")?.value
  return typeof made === "function" && made.name !== "" ? `the class ${made.name}` : "a class"
}
