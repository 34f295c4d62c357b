import { step } from "statewright"
import { z } from "zod"
import { byTheClerk } from "./clerk.ts"

/** Steps of a small shop, of which all patterns are made. */
const text = { input: z.string(), output: z.string() }

export const reserve = step("reserve", { ...text, run: (item) => byTheClerk(`reserved ${item}`) })

export const pack = step("pack", { ...text, run: (item) => byTheClerk(`packed ${item}`) })

export const ship = step("ship", { ...text, run: (parcel) => byTheClerk(`shipped ${parcel}`) })

export const charge = step("charge", {
  input: z.number(),
  output: z.string(),
  run: (cents) => byTheClerk(`charged ${cents}`),
})

export const refund = step("refund", { ...text, run: (receipt) => byTheClerk(`refunded ${receipt}`) })

export const tell = step("tell", { ...text, run: (message) => byTheClerk(`told ${message}`) })

export const review = step("review", { ...text, run: (reviewer) => byTheClerk(`reviewed by ${reviewer}`) })
