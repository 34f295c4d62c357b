import { z } from "zod"

/** A row of `flights-airport.csv`, checked column by column. */
export const RouteRow = z.object({
  origin: z.string().regex(/^[0-9A-Z]{3,4}$/),
  destination: z.string().regex(/^[0-9A-Z]{3,4}$/),
  count: z.coerce.number().int().positive(),
})

/** How many flights went from one airport to another in 2008. */
export const Route = z.object({ from: z.string(), to: z.string(), flights: z.number().int() })
export type Route = z.infer<typeof Route>
