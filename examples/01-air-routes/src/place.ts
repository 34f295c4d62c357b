import { z } from "zod"

/** The state and the part of the country that an airport belongs to. */
export const Home = z.object({ code: z.string(), state: z.string(), region: z.string() })
export type Home = z.infer<typeof Home>

/** The hours by which an airport's time by the sun differs from Greenwich's. */
export const Clock = z.object({ code: z.string(), utcOffset: z.number().int() })
export type Clock = z.infer<typeof Clock>
