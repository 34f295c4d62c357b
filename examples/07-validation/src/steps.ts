import { failure, step } from "statewright"
import { z } from "zod"
import { Sent } from "./bill.ts"

/** A bill of a supplier whom nobody knows. */
export class UnknownSupplier extends failure("UnknownSupplier", z.object({ iban: z.string() })) {}

const suppliers = new Set(["DE02120300000000202051", "NL91ABNA0417164300"])

/** Asks the books, as a step that validates. */
export const knownSupplier = step("known-supplier", {
  input: Sent,
  errors: [UnknownSupplier],
  idempotent: true,
  run: async ({ iban }) => {
    if (!suppliers.has(iban)) throw new UnknownSupplier({ iban })
  },
})

export const pay = step("pay", {
  input: z.object({ iban: z.string(), cents: z.int().positive() }),
  output: z.object({ receipt: z.string() }),
  run: async ({ iban, cents }, { idempotencyKey }) => ({
    receipt: `${iban.slice(0, 2)}-${cents}-${idempotencyKey.length}`,
  }),
})
