import { describe, expect, it } from "vitest"
import { z } from "zod"
import { step, validate, ValidationFailed } from "../../src/index.ts"

const Order = z.object({ id: z.string(), lines: z.array(z.object({ cents: z.number() })) })
const raised = {
  get cents(): number {
    throw new TypeError("none")
  },
}
const order = { id: "a", lines: [{ cents: 3 }, { cents: 4 }] }

/** What a validation fails with. */
const issuesOf = async (validation: Promise<unknown>): Promise<unknown> => {
  const [ended] = await Promise.allSettled([validation])
  if (ended.status === "fulfilled") return ended.value
  expect(ended.reason).toBeInstanceOf(ValidationFailed)
  return ended.reason.issues
}

describe("validate, where no engine is", () => {
  it("F13.1 F13.5 answers what the schema and a transformation make of a value", async () => {
    expect(await validate({ ...order, more: 1 }, Order)).toEqual(order)
    expect(await validate(order, Order, { transform: ({ lines }) => lines.length })).toBe(2)
    expect(await validate(3, { type: "integer" })).toBe(3)
  })

  it("F13.2 fails with every issue and its path", async () => {
    const given: unknown = { id: 1, lines: [{ cents: 1 }, { cents: "2" }] }
    expect(await issuesOf(validate(given, Order))).toMatchObject([{ path: "id" }, { path: "lines[1].cents" }])
  })

  it("F13.3 tells each assertion that does not hold, once the schema fits", async () => {
    const failing = (value: unknown) =>
      issuesOf(
        validate(value, Order, {
          assert: {
            "has an id": ({ id }) => id !== "a",
            "few lines": (order) => order.lines.length < 9,
            "that throws": (order) => order.lines.reduce(() => raised).cents > 0,
            block: (order) => {
              return order.lines.length === 0
            },
          },
        }),
      )
    expect(await failing(order)).toEqual([
      expect.objectContaining({ path: "", assertion: "has an id", source: expect.stringMatching(/^id !== .a.$/) }),
      expect.objectContaining({ assertion: "that throws", message: expect.stringContaining("threw TypeError") }),
      expect.objectContaining({ assertion: "block", source: "order.lines.length === 0" }),
    ])
    expect(await failing({})).toMatchObject([{ path: "id" }, { path: "lines" }])
  })

  it("F13.3 takes no promise and no word for true", async () => {
    const truthy = { late: (async () => Promise.reject(new Error("late"))) as never, word: (() => "yes") as never }
    expect(await issuesOf(validate(order, Order, { assert: truthy }))).toEqual([
      expect.objectContaining({ message: expect.stringContaining('"late" answered neither true nor false') }),
      expect.objectContaining({ message: expect.stringContaining('"word" answered neither true nor false') }),
    ])
  })

  it("F13.4 goes on with the value as it was given where it only warns", async () => {
    const given: unknown = { id: "a", more: true }
    const warn = { mode: "warn", transform: () => "never" } as const
    expect(await validate(given, Order, warn)).toBe(given)
    expect(await validate(order, Order, { ...warn, assert: { never: () => false } })).toBe(order)
    expect(await validate(order, Order, { ...warn, assert: { always: () => true } })).toBe("never")
    const thrown = validate(order, Order, {
      mode: "warn",
      transform: () => {
        throw new RangeError("a transformation is no assertion")
      },
    })
    await expect(thrown).rejects.toThrow(RangeError)
  })

  it("F13.6 calls steps one after the other, and transforms what all of them have seen", async () => {
    const seen: string[] = []
    const check = (name: string, fails = false) =>
      step(name, {
        input: Order,
        run: async ({ id }) => {
          seen.push(`${name} ${id}`)
          if (fails) throw new Error(`${name} refuses`)
          return "nobody asks"
        },
      })
    const transform = ({ id }: z.infer<typeof Order>) => {
      seen.push("transform")
      return id
    }
    const [first, second] = [check("first"), check("second")]
    expect(await validate(order, Order, { validators: [first, second], transform })).toBe("a")
    expect(await validate(order, Order, { validators: [second] })).toEqual(order)
    const refused = validate(order, Order, { validators: [check("third", true), first], transform })
    await expect(refused).rejects.toThrow("third refuses")
    expect(seen).toEqual(["first a", "second a", "transform", "second a", "third a"])
    const invalid: unknown = {}
    expect(await issuesOf(validate(invalid, Order, { validators: [first] }))).toHaveLength(2)
    expect(seen).toHaveLength(5)
  })

  it.each([
    ["an unknown option", { asserts: {} }],
    ["an unknown mode", { mode: "loud" }],
    ["an assertion that is no function", { assert: { no: 1 } }],
    ["assertions that are no object", { assert: null }],
    ["a validator that is no step", { validators: [() => true] }],
    ["steps where it only warns", { mode: "warn", validators: [step("check", { run: async () => 1 })] }],
    ["a transformation that is no function", { transform: "upper" }],
    ["options that are none", null],
  ])("F13.1 refuses %s", (_what, options) => {
    expect(() => validate(order, Order, options as never)).toThrow(
      expect.objectContaining({ _tag: "InvalidOption", code: "DEF-006" }),
    )
  })

  it("F13.1 refuses a schema that is none, and an id that is none", () => {
    for (const schema of [undefined, null, 1, "zod"]) {
      expect(() => validate(order, schema as never)).toThrow(expect.objectContaining({ _tag: "InvalidOption" }))
    }
    expect(() => validate(order, [] as never)).toThrow(expect.objectContaining({ _tag: "InvalidJsonSchema" }))
    expect(() => validate(order, Order, { id: "a b" })).toThrow(expect.objectContaining({ _tag: "InvalidName" }))
  })
})
