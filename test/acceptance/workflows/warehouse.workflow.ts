import { jsonSchema, step, validate, ValidationFailed, waitForEvent, workflow } from "statewright"
import { z } from "zod"

/** What a shop sends, as its JSON Schema says. */
export interface Order {
  readonly id: string
  readonly email: string
  readonly lines: readonly { readonly sku: string; readonly count: number }[]
}

export const Order = jsonSchema<Order>({
  $schema: "https://json-schema.org/draft/2020-12/schema",
  type: "object",
  properties: {
    id: { type: "string", minLength: 1 },
    email: { type: "string", format: "email" },
    lines: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        properties: { sku: { type: "string" }, count: { type: "integer", minimum: 1 } },
        required: ["sku", "count"],
        additionalProperties: false,
      },
    },
  },
  required: ["id", "email", "lines"],
})

export const Picked = jsonSchema<{ readonly shelf: string }>({
  type: "object",
  properties: { shelf: { type: "string", pattern: "^[A-Z]-[0-9]+$" } },
  required: ["shelf"],
})

export const Weight = z.object({ grams: z.coerce.number(), by: z.string().trim() })
export const Parcel = z.object({ shelf: z.string(), grams: z.number(), fee: z.number() })

export const heaviest = 30_000

export const pick = step("pick", {
  input: jsonSchema<{ readonly sku: string; readonly count: number }>({
    type: "object",
    properties: { sku: { type: "string" }, count: { type: "integer", maximum: 99 } },
  }),
  output: Picked,
  run: async ({ sku }) => ({ shelf: sku === "lost" ? "nowhere" : `A-${sku.length}` }),
})

export const inStock = step("in-stock", {
  input: z.object({ grams: z.number() }).loose(),
  run: async ({ grams }) => {
    if (grams === 13) throw new RangeError("nobody has thirteen grams")
    return true
  },
})

/** A JSON Schema or a zod schema at every boundary: of the run, of its steps, of an event, and in between. */
export const warehouse = workflow(
  "warehouse",
  { input: Order, output: jsonSchema<z.infer<typeof Parcel>>({ type: "object", properties: { fee: { minimum: 0 } } }) },
  async (order) => {
    const [line] = order.lines
    if (line === undefined) return { shelf: "", grams: 0, fee: 0 }
    const { shelf } = await pick(line)
    const { text } = await waitForEvent("weighed", {
      schema: jsonSchema<{ id: string; text: string }>({
        type: "object",
        properties: { id: { type: "string" }, text: { type: "string" } },
        required: ["id", "text"],
      }),
      where: (event) => event.id === order.id,
    })
    const told: unknown = JSON.parse(text)
    await validate(told, { type: "object", required: ["by"] }, { mode: "warn", id: "signed" })
    const weight = await validate(told, Weight, { validators: [inStock] })
    const fee = await validate(weight, Weight, {
      id: "fee",
      assert: { "not too heavy": (weight) => weight.grams <= heaviest, "not nothing": ({ grams }) => grams !== 0 },
      transform: (weight) => Math.floor(weight.grams / 1_000),
    })
    return { shelf, grams: weight.grams, fee: fee - (fee > 20 ? 100 : 0) }
  },
)

/** A workflow that lives with what does not fit. */
export const judged = workflow("judged", { input: z.unknown(), output: z.unknown() }, async (given) => {
  try {
    return await validate(given, Order)
  } catch (error) {
    return error instanceof ValidationFailed
      ? error.issues.map(({ path, message }) => `${path}: ${message}`)
      : "unknown"
  }
})

/** What it warns of outlives its process. */
export const warned = workflow("warned", { input: z.unknown(), output: z.unknown() }, async (given) => {
  const value = await validate(given, Order, { mode: "warn" })
  await waitForEvent("go")
  return validate(value, Order)
})
