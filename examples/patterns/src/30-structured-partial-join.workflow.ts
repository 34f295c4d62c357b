import { atLeast, parallel, workflow } from "statewright"
import { z } from "zod"
import { review, tell } from "./shop.ts"

/** Some of the branches decide; the others are waited for, and decide nothing. */
export const structuredPartialJoin = workflow("structuredPartialJoin", { output: z.string() }, async () => {
  const reviews = await parallel([review("ann"), review("bob"), review("cleo")], { join: atLeast(2), losers: "await" })
  const ended = reviews.filter(({ status }) => status === "fulfilled")
  return await tell(`${ended.length} reviews`)
})
