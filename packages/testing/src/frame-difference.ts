import type { Activation, Frame } from "@statewright/model"

/**
 * The first place where two frames differ, as a path; `undefined` where there is none. What is one object in one of them
 * must be one object in the other, and properties and entries must stand in the same order.
 */
export const frameDifference = (one: Frame, other: Frame): string | undefined => {
  const compare = comparer()
  const others = byNumber(other)
  return (
    compare(one.seq, other.seq, "seq") ??
    compare(one.activations.size, others.length, "activations.size") ??
    byNumber(one)
      .map((activation, at) => activationDifference(activation, others[at], `activation ${activation.number}`, compare))
      .find((found) => found !== undefined) ??
    compare(byId(one), byId(other), "waits")
  )
}

/** One that was called is at work later than one that waits for it is there: only the numbers say what was begun first. */
const byNumber = ({ activations }: Frame): readonly Activation[] =>
  [...activations.values()].toSorted((a, b) => a.number - b.number)

type Compare = (one: unknown, other: unknown, path: string) => string | undefined

/** The order of locals means nothing, nor does that of waits. */
const activationDifference = (one: Activation, other: Activation | undefined, path: string, compare: Compare) => {
  const shown = ({ number, procedure, settles, outer, strand, state, waiting, locals }: Activation) => {
    const rests = waiting === undefined ? undefined : { ...waiting }
    return { number, procedure, settles, outer, strand, state, rests, ...sorted(locals) }
  }
  return compare(shown(one), other && shown(other), path)
}

const sorted = (record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(record)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => [`local ${key}`, value]),
  )

/** An outcome that was passed on may stand under two waits; which of them holds it means nothing, only what is in it. */
const byId = ({ waits }: Frame): unknown =>
  [...waits].map(([id, outcome]) => [id, outcome && { ...outcome }] as const).toSorted(([a], [b]) => (a < b ? -1 : 1))

const comparer = (): Compare => {
  const partners = new Map<object, object>()
  const compare: Compare = (one, other, path) => {
    if (!isObject(one) || !isObject(other)) return Object.is(one, other) ? undefined : path
    const partner = partners.get(one) ?? partners.get(other)
    if (partner !== undefined) return partners.get(one) === other && partners.get(other) === one ? undefined : path
    partners.set(one, other)
    partners.set(other, one)
    const parts = partsOf(one)
    const others = partsOf(other)
    if (parts.length !== others.length) return path
    for (const [at, [key, value]] of parts.entries()) {
      const [otherKey, otherValue] = others[at] ?? []
      if (key !== otherKey) return `${path}.${key}`
      const found = compare(value, otherValue, `${path}.${key}`)
      if (found !== undefined) return found
    }
    return undefined
  }
  return compare
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null

/** All of an object that is stored, in order, each part with a name. */
const partsOf = (object: object): readonly (readonly [string, unknown])[] => [
  ["kind", Object.prototype.toString.call(object)],
  ...insideOf(object),
  ...Object.entries(object),
]

const insideOf = (object: object): readonly (readonly [string, unknown])[] => {
  if (Array.isArray(object)) return [["length", object.length]]
  if (object instanceof Map) {
    return [...object].flatMap(
      ([key, value], at) =>
        [
          [`key ${at}`, key],
          [`value ${at}`, value],
        ] as const,
    )
  }
  if (object instanceof Set) return [...object].map((value, at) => [`member ${at}`, value] as const)
  if (object instanceof Date) return [["time", object.getTime()]]
  if (object instanceof RegExp) {
    return [
      ["text", String(object)],
      ["lastIndex", object.lastIndex],
    ]
  }
  if (object instanceof Error) {
    return [
      ["name", object.name],
      ["message", object.message],
      ["cause", object.cause],
    ]
  }
  return []
}
