import fc from "fast-check"

/** A graph as data: nodes by number, whose parts are primitives or numbers of nodes, so that all may be shared or cyclic. */
interface NodePlan {
  readonly kind: (typeof kinds)[number]
  readonly keys: readonly string[]
  readonly parts: readonly Part[]
  readonly frozen: boolean
}
type Part = { readonly primitive: unknown } | { readonly node: number }

const kinds = [
  "object",
  "bare",
  "array",
  "sparse",
  "map",
  "set",
  "date",
  "regexp",
  "bytes",
  "view",
  "error",
  "aggregate",
] as const

const key = fc.oneof(
  fc.constantFrom("a", "b", "c", "__proto__", "constructor", "toJSON", "0", "7", "length", ""),
  fc.string({ unit: "binary", maxLength: 4 }),
)

/** Every primitive that may be stored. */
const primitive: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(
    null,
    undefined,
    true,
    false,
    0,
    -0,
    Number.NaN,
    Infinity,
    -Infinity,
    "r",
    "u",
    "",
    "\ud800x",
    "x\udfff",
  ),
  fc.integer(),
  fc.double(),
  fc.bigInt(),
  fc.string({ unit: "binary", maxLength: 6 }),
)

const part = (size: number): fc.Arbitrary<Part> =>
  fc.oneof(
    primitive.map((value) => ({ primitive: value })),
    fc.nat(size - 1).map((node) => ({ node })),
  )

const plan = (size: number): fc.Arbitrary<NodePlan> =>
  fc.record({
    kind: fc.constantFrom(...kinds),
    keys: fc.uniqueArray(key, { maxLength: 5 }),
    parts: fc.array(part(size), { minLength: 5, maxLength: 5 }),
    frozen: fc.integer({ min: 0, max: 7 }).map((n) => n === 0),
  })

/** Any graph of what may be stored, with sharing and cycles. */
export const graph: fc.Arbitrary<unknown> = fc
  .integer({ min: 1, max: 12 })
  .chain((size) => fc.array(plan(size), { minLength: size, maxLength: size }))
  .map((plans) => {
    const nodes = plans.map(emptyNode)
    plans.forEach((each, at) => fillNode(nodes[at] ?? {}, each, nodes))
    plans.forEach(({ frozen }, at) => frozen && !ArrayBuffer.isView(nodes[at]) && Object.freeze(nodes[at]))
    return nodes[0]
  })

const emptyNode = ({ kind, keys }: NodePlan): object => {
  switch (kind) {
    case "object":
      return {}
    case "bare":
      return Object.create(null)
    case "array":
    case "sparse":
      return []
    case "map":
      return new Map()
    case "set":
      return new Set()
    case "date":
      return new Date(keys.length === 0 ? Number.NaN : keys.length * 1e9)
    case "regexp":
      return Object.assign(/a(.)/gu, { lastIndex: keys.length })
    case "bytes":
      return new Uint8Array(keys.length).fill(200).buffer
    case "view":
      return new Uint16Array(new ArrayBuffer(8), 2, keys.length % 4)
    case "error":
      return new RangeError(keys[0] ?? "")
    case "aggregate":
      return new AggregateError([], "several")
  }
}

const fillNode = (node: object, { kind, keys, parts }: NodePlan, nodes: readonly object[]): void => {
  const values = keys.map((_, at) => {
    const chosen = parts[at]
    return chosen === undefined || "primitive" in chosen ? chosen?.primitive : nodes[chosen.node]
  })
  if (kind === "array" && Array.isArray(node)) node.push(...values)
  if (kind === "sparse" && Array.isArray(node)) values.forEach((value, at) => (node[at * 2 + 1] = value))
  if (node instanceof Map) keys.forEach((each, at) => node.set(at === 0 ? values[1] : each, values[at]))
  if (node instanceof Set) for (const value of values) node.add(value)
  if (node instanceof AggregateError) node.errors.push(...values)
  if (kind === "error") hide(node, "cause", values[0])
  if (kind === "object" || kind === "bare" || kind === "error") {
    keys.forEach((each, at) => (kind === "error" && reserved.has(each)) || show(node, each, values[at]))
  }
}

const reserved = new Set(["length", "name", "message", "cause", "stack"])

const show = (node: object, each: string, value: unknown): void => {
  Object.defineProperty(node, each, { value, writable: true, enumerable: true, configurable: true })
}

const hide = (node: object, each: string, value: unknown): void => {
  Object.defineProperty(node, each, { value, writable: true, enumerable: false, configurable: true })
}
