import { workflow } from "statewright"
import { z } from "zod"
import { pack, reserve, ship } from "./shop.ts"

/** A task begins once the one before it has ended. */
export const sequence = workflow("sequence", { input: z.string(), output: z.string() }, async (item) => {
  await reserve(item)
  const parcel = await pack(item)
  return await ship(parcel)
})
