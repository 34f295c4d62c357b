import { z } from "zod"

/** Schemas that all programs share, so that TypeScript works out their types once. */
export const Given = z.object({ n: z.number(), s: z.string() })

export const At = z.object({ at: z.number() })

export const number = z.number()

export const anything = z.unknown()

/** The payload of the event `parcel`. */
export const Sent = z.object({ n: z.number(), tag: z.string().default("none") })

export const isHeavy = ({ n }: z.infer<typeof Sent>): boolean => n > 2
