import { workflow } from "statewright"
import { z } from "zod"
import { pack } from "./shop.ts"

/** A task that is made of itself. */
export const recursion = workflow("recursion", { input: z.number().int(), output: z.string() }, async (depth) => {
  const nest = async (inside: string, left: number): Promise<string> => {
    const box = await pack(inside)
    return left === 0 ? box : await nest(box, left - 1)
  }
  return await nest("gift", depth)
})
