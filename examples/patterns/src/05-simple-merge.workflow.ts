import { workflow } from "statewright"
import { z } from "zod"
import { charge, reserve, tell } from "./shop.ts"

const Order = z.object({ item: z.string(), paid: z.boolean() })

/** Branches of which one was taken meet again, and wait for nobody. */
export const simpleMerge = workflow("simpleMerge", { input: Order, output: z.string() }, async ({ item, paid }) => {
  let state: string
  if (paid) {
    state = await reserve(item)
  } else {
    state = await charge(1200)
  }
  return await tell(state)
})
