import { validate, workflow } from "statewright"
import { z } from "zod"
import { limit, Polite, Sent, sumOf } from "./bill.ts"
import { knownSupplier, pay, UnknownSupplier } from "./steps.ts"

/** Pays a bill of which nothing is known before but that it is JSON. */
export const importBill = workflow(
  "importBill",
  { input: z.string(), output: z.object({ receipt: z.string() }), errors: [UnknownSupplier] },
  async (json) => {
    // Every issue, with its path; then the assertions; then a step that asks the books.
    const { iban, cents } = await validate(JSON.parse(json), Sent, {
      assert: {
        "adds up": (bill) => sumOf(bill) === bill.cents,
        "within the limit": (bill) => bill.cents <= limit,
      },
      validators: [knownSupplier],
      transform: ({ iban, lines, cents }) => ({ iban, cents, lines }),
    })
    // Worth a word, but no reason to keep anybody waiting.
    await validate(JSON.parse(json), Polite, { id: "polite", mode: "warn" })
    return pay({ iban, cents })
  },
)
