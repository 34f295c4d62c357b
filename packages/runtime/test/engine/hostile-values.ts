import fc from "fast-check"

/** An instance of a class of the author's own. */
class Money {
  readonly cents = 1
}

class Touchy {
  get value(): never {
    throw new TypeError("Look away.")
  }
  toJSON(): never {
    throw new TypeError("Look away.")
  }
}

const refuse = (): never => {
  throw new TypeError("Look away.")
}

Object.defineProperty(Touchy.prototype, "constructor", { get: refuse })

const revoked = (): object => {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}

/** A value, and how it was made: to print it could do harm. */
export interface Hostile {
  readonly value: unknown
  readonly [fc.toStringMethod]: () => string
}

const hostile = (value: unknown, text: string): Hostile => ({ value, [fc.toStringMethod]: () => text })

const textOf = (each: Hostile): string => each[fc.toStringMethod]()

/** What may be stored or not, but must never do harm. */
const odd: readonly (() => unknown)[] = [
  () => new Date(Number.NaN),
  () => new Date(8.64e15),
  () => Symbol("s"),
  () => Symbol.iterator,
  () => () => 1,
  () => Money,
  () => new Money(),
  () => new Touchy(),
  () => Object.create(Map.prototype),
  () => Object.create({ inherited: 1 }),
  () => Object(1),
  () => new WeakMap(),
  () => Promise.resolve(1),
  () => new (class Prices extends Map {})(),
  () => new Uint8Array(3),
  () => new DataView(new ArrayBuffer(8), 2, 3),
  () => new ArrayBuffer(4, { maxByteLength: 8 }),
  () => Buffer.from("x"),
  () => /a(?<b>c)/giu,
  () => Object.defineProperty([1], 0, { get: refuse }),
  () => Object.defineProperty({}, "a", { get: refuse, enumerable: true }),
  () => Object.defineProperty({}, "hidden", { value: 1 }),
  () => ({ toJSON: () => "something else" }),
  () => ({ toJSON: "data" }),
  () => ({ toString: refuse, valueOf: refuse, [Symbol.toPrimitive]: refuse }),
  () => Object.assign([1, 2], { extra: 1 }),
  () => [, 1, , 2],
  () => Object.assign([], { length: 1000 }),
  () => revoked(),
  () => new Proxy({ a: 1 }, {}),
  () => new Proxy([1, 2], { get: refuse }),
  () => new Proxy({ a: 1 }, { ownKeys: refuse, getPrototypeOf: refuse, isExtensible: refuse }),
  () => new Proxy({ a: 1 }, { getOwnPropertyDescriptor: refuse }),
  () => new Proxy(new Error("x"), { get: refuse }),
  () => Object.freeze({ a: [1] }),
  () => Object.seal({ a: 1 }),
  () => Object.create(null),
  () => globalThis,
  () => process.env,
  () => arguments_(),
  () => new Error("plain", { cause: new Touchy() }),
  () => Object.defineProperty(new RangeError("x"), "message", { get: refuse }),
  () => Object.defineProperty(new RangeError("x"), "stack", { get: refuse }),
  () => Object.freeze(new TypeError("frozen")),
  () => Object.assign(new Error("x"), { constructor: "data", then: 1 }),
]

const leaf: fc.Arbitrary<Hostile> = fc.oneof(
  fc
    .oneof(
      fc.constantFrom<unknown>(
        undefined,
        null,
        true,
        -0,
        Number.NaN,
        Infinity,
        -Infinity,
        2 ** 53,
        5e-324,
        2n ** 5000n,
      ),
      fc.bigInt(),
      fc.double(),
      fc.string({ unit: "binary" }),
      fc.constantFrom("\uD800", "\uDC00\uD800", "__proto__", "constructor", "\0", "\u202E", "r", "p"),
    )
    .map((value) => hostile(value, fc.stringify(value))),
  fc.constantFrom(...odd).map((make) => hostile(make(), `(${String(make)})()`)),
)

/** The oldest kind of array that is none. */
const arguments_ = function (): unknown {
  // oxlint-disable-next-line eslint/prefer-rest-params -- it is what is to be passed
  return arguments
}

const name = fc.oneof(
  fc.constantFrom("__proto__", "constructor", "prototype", "toJSON", "hasOwnProperty", "length", "a b", "then"),
  fc.string(),
)

const key = (text: string): string => JSON.stringify(text)

/** Values of every kind, of any depth, that share objects and hold themselves. */
export const hostileValue: fc.Arbitrary<Hostile> = fc.letrec<{ value: Hostile; holder: Hostile }>((tie) => ({
  value: fc.oneof({ depthSize: "small", withCrossShrink: true }, leaf, tie("holder")),
  holder: fc.oneof(
    fc.array(tie("value"), { maxLength: 4 }).map((items) =>
      hostile(
        items.map(({ value }) => value),
        `[${items.map(textOf).join(", ")}]`,
      ),
    ),
    fc
      .array(fc.tuple(name, tie("value")), { maxLength: 4 })
      .map((entries) =>
        hostile(
          Object.fromEntries(entries.map(([of, { value }]) => [of, value])),
          `{${entries.map(([of, each]) => `[${key(of)}]: ${textOf(each)}`).join(", ")}}`,
        ),
      ),
    fc
      .array(fc.tuple(tie("value"), tie("value")), { maxLength: 3 })
      .map((entries) =>
        hostile(
          new Map(entries.map(([of, to]) => [of.value, to.value])),
          `new Map([${entries.map(([of, to]) => `[${textOf(of)}, ${textOf(to)}]`).join(", ")}])`,
        ),
      ),
    fc
      .array(tie("value"), { maxLength: 3 })
      .map((members) =>
        hostile(new Set(members.map(({ value }) => value)), `new Set([${members.map(textOf).join(", ")}])`),
      ),
    tie("value").map((inner) => {
      const round: Record<string, unknown> = { value: inner.value }
      round["self"] = round
      return hostile([round, round], `(round => [round, round])({ value: ${textOf(inner)}, self: round })`)
    }),
    fc
      .tuple(fc.string(), tie("value"))
      .map(([message, { value, [fc.toStringMethod]: text }]) =>
        hostile(
          Object.assign(new Error(message), { value }),
          `Object.assign(new Error(${key(message)}), { value: ${text()} })`,
        ),
      ),
    tie("value").map((inner) =>
      hostile(new TypeError("outer", { cause: inner.value }), `new TypeError("outer", { cause: ${textOf(inner)} })`),
    ),
  ),
})).value
