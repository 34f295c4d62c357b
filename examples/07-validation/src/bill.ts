import { jsonSchema } from "statewright"
import { z } from "zod"

/** What suppliers send, as the JSON Schema says that they were given. */
export interface Sent {
  readonly number: string
  readonly iban: string
  readonly lines: readonly { readonly text: string; readonly cents: number }[]
  readonly cents: number
}

export const Sent = jsonSchema<Sent>({
  $schema: "https://json-schema.org/draft/2020-12/schema",
  type: "object",
  properties: {
    number: { type: "string", pattern: "^[A-Z]{2}-[0-9]+$" },
    iban: { type: "string", minLength: 15, maxLength: 34 },
    lines: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        properties: { text: { type: "string" }, cents: { type: "integer" } },
        required: ["text", "cents"],
      },
    },
    cents: { type: "integer" },
  },
  required: ["number", "iban", "lines", "cents"],
})

/** What ours should have beside that, and some forget. */
export const Polite = z.object({ lines: z.array(z.object({ text: z.string().min(3) })) }).loose()

/** The largest sum that is paid without asking anybody. */
export const limit = 500_000

/** What the lines of a bill come to. */
export const sumOf = ({ lines }: Sent): number => lines.reduce((sum, { cents }) => sum + cents, 0)
