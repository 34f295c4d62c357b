import { jsonSchema, step, validate } from "statewright"
import { expectTypeOf } from "vitest"
import { z } from "zod"

const Order = z.object({ id: z.string(), cents: z.coerce.number<string>() })
const Weight = jsonSchema<{ grams: number }>({ type: "object" })
const known = step("known", { input: z.object({ id: z.string() }), run: async () => 1 })
const counted = step("counted", { input: z.object({ count: z.number() }), run: async () => 1 })
const given: unknown = {}

// What the schema makes of the value.
expectTypeOf(validate(given, Order)).resolves.toEqualTypeOf<{ id: string; cents: number }>()
expectTypeOf(validate(given, Weight)).resolves.toEqualTypeOf<{ grams: number }>()
expectTypeOf(validate(given, { type: "object" })).resolves.toEqualTypeOf<unknown>()

// What a transformation makes of that.
expectTypeOf(validate(given, Order, { transform: ({ cents }) => [cents] })).resolves.toEqualTypeOf<number[]>()
expectTypeOf(
  validate(given, Order, {
    validators: [known],
    assert: { dear: ({ cents }) => cents > 3 },
    transform: ({ id }) => id,
  }),
).resolves.toEqualTypeOf<string>()

// What only warns may answer what it was given.
const written = { id: "a", cents: "1" }
expectTypeOf(validate(written, Order, { mode: "warn" })).resolves.toEqualTypeOf<
  { id: string; cents: number } | { id: string; cents: string }
>()
expectTypeOf(validate(written, Order, { mode: "strict" })).resolves.toEqualTypeOf<{ id: string; cents: number }>()

// @ts-expect-error a step that takes something else
void validate(given, Order, { validators: [counted] })
// @ts-expect-error there is no such property
void validate(given, Order, { assert: { none: (order) => order.total > 0 } })
// @ts-expect-error an assertion answers true or false
void validate(given, Order, { assert: { word: (order) => order.id } })
// @ts-expect-error no such mode
void validate(given, Order, { mode: "loud" })
