import { workflow } from "statewright"
import { z } from "zod"
import { pack, reserve, ship } from "./shop.ts"

/** Branches meet without waiting for one another: what comes next happens once for each. */
export const multiMerge = workflow("multiMerge", { input: z.string(), output: z.array(z.string()) }, async (item) => {
  const finish = async (part: string): Promise<string> => await ship(part)
  const fromStock = async (): Promise<string> => await finish(await pack(item))
  const fromSupplier = async (): Promise<string> => await finish(await reserve(item))
  return await Promise.all([fromStock(), fromSupplier()])
})
