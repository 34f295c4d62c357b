import { z } from "zod"

/** What the data writes where it knows no city or state. */
const orNull = (text: string) => (text === "NA" ? null : text)

/** A row of `airports.csv`, checked column by column. */
export const AirportRow = z.object({
  iata: z.string().regex(/^[0-9A-Z]{3,4}$/),
  name: z.string().min(1),
  city: z.string().min(1).transform(orNull),
  state: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .transform(orNull),
  country: z.string().min(2),
  latitude: z.coerce.number().min(-90).max(90),
  longitude: z.coerce.number().min(-180).max(180),
})
export type AirportRow = z.infer<typeof AirportRow>

/** What the workflow needs of an airport; where it lies is the lookup service's business. */
export const Airport = z.object({ code: z.string(), name: z.string(), city: z.string().nullable() })
export type Airport = z.infer<typeof Airport>
