import { z } from "zod"

/** Schemas that all programs share, so that TypeScript works out their types once. */
export const Given = z.object({ n: z.number(), s: z.string() })

export const At = z.object({ at: z.number() })

export const number = z.number()

export const anything = z.unknown()
