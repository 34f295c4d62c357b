import { describe, expect, it } from "vitest"
import { jsonSchema, type JsonSchema, parse, proveSchema, type Schema } from "../../src/index.ts"

/** What is wrong with a value, as `path: message`. */
const issuesOf = async (schema: JsonSchema, value: unknown): Promise<readonly string[]> => {
  const [parsed] = await Promise.allSettled([parse(jsonSchema(schema), value, "value")])
  if (parsed.status === "fulfilled") return []
  const { issues }: { readonly issues: readonly { path: string; message: string }[] } = parsed.reason
  return issues.map(({ path, message }) => `${path}: ${message}`)
}

describe("a JSON Schema", () => {
  it("F13.1 accepts what fits as it is, and fills nothing in", async () => {
    const schema = jsonSchema({ type: "object", properties: { cents: { type: "integer", default: 3 } } })
    const value = { day: new Date(0) }
    expect(await parse(schema, value, "value")).toBe(value)
    expect(value).toEqual({ day: new Date(0) })
  })

  it("F13.2 tells every issue with its path, and each once", async () => {
    const schema = {
      type: "object",
      properties: {
        "a/b": { type: "array", prefixItems: [{ type: "string" }], items: { enum: ["x", 2, null] } },
        "7": { type: "object", properties: { "~": { const: "y" } } },
      },
      required: ["missing"],
      additionalProperties: false,
    }
    expect(await issuesOf(schema, { "a/b": [1, "z"], "7": { "~": "n" }, more: 1 })).toEqual([
      "missing: is required",
      "more: is not allowed",
      '["7"]["~"]: must be "y"',
      '["a/b"][0]: must be string',
      '["a/b"][1]: must be one of "x", 2, null',
    ])
    expect(await issuesOf({ allOf: [{ type: "string" }, { type: "string" }] }, 1)).toEqual([": must be string"])
  })

  it("F13.1 knows draft 2020-12 with its formats, true and false", async () => {
    const schema = {
      $defs: { tree: { type: "object", properties: { sub: { $ref: "#/$defs/tree" } }, unevaluatedProperties: false } },
      $ref: "#/$defs/tree",
    }
    expect(await issuesOf(schema, { sub: { sub: {} } })).toEqual([])
    expect(await issuesOf(schema, { sub: { sup: {} } })).toEqual(["sub.sup: is not allowed"])
    expect(await issuesOf({ format: "date-time" }, "yesterday")).toEqual([': must match format "date-time"'])
    expect(await issuesOf({ type: ["string", "null"], minLength: 2 }, null)).toEqual([])
    expect(await issuesOf(true, 1)).toEqual([])
    expect(await issuesOf(false, 1)).toEqual([": boolean schema is false"])
  })

  it("F13.2 goes by what a value itself has, however it is nested", async () => {
    expect(await issuesOf({ type: "object", required: ["toString"] }, {})).toEqual(["toString: is required"])
    const deep: { sub?: unknown } = {}
    deep.sub = deep
    const schema = { $ref: "#/$defs/a", $defs: { a: { properties: { sub: { $ref: "#/$defs/a" } } } } }
    expect(await issuesOf(schema, deep)).toEqual([expect.stringContaining("the schema threw RangeError")])
  })

  it.each([
    ["a type that there is none of", { type: "strin" }, /\btype\b/],
    ["a keyword that is misspelt", { type: "object", propertees: {} }, /propertees/],
    ["a format that nobody knows", { format: "phone-of-ada" }, /phone-of-ada/],
    ["a reference to nowhere", { $ref: "https://example.org/else" }, /example\.org/],
    ["another draft", { $schema: "http://json-schema.org/draft-07/schema#" }, /draft-07/],
    ["a pattern that is none", { pattern: "(" }, /regular expression|pattern/i],
    ["a bound that is no number", { minimum: "1" }, /minimum/],
  ])("F13.1 is told from what is none: %s", async (_what, schema, problem) => {
    const made = jsonSchema(schema)
    const refused = { _tag: "InvalidJsonSchema", code: "DEF-010", place: "input of step `pay`" }
    await expect(proveSchema(made, "input of step `pay`")).rejects.toMatchObject({
      ...refused,
      message: expect.stringMatching(problem),
    })
    // Whoever uses it without an engine is told the same, and not that the value is wrong.
    await expect(parse(made, {}, "value")).rejects.toMatchObject({ _tag: "InvalidJsonSchema" })
    await expect(parse(made, {}, "value")).rejects.toThrow(problem)
  })

  it("F13.1 that is no JSON is refused where it is made", () => {
    const cycle: Record<string, unknown> = {}
    cycle["not"] = cycle
    for (const given of [null, 1, "object", [], undefined, cycle, { minimum: 1n }]) {
      expect(() => jsonSchema(given as JsonSchema)).toThrow(
        expect.objectContaining({ _tag: "InvalidJsonSchema", code: "DEF-010" }),
      )
    }
  })

  it("F13.1 is what it was when it was made, and others are nothing to prove", async () => {
    const written = { type: "string" }
    const made = jsonSchema(written)
    written.type = "number"
    expect(await parse(made, "text", "value")).toBe("text")
    const other = { "~standard": { version: 1, vendor: "us", validate: (value) => ({ value }) } } satisfies Schema
    await proveSchema(other, "here")
    await proveSchema(undefined, "here")
  })
})
