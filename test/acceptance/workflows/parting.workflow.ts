import { step, waitForEvent, workflow } from "statewright"
import { z } from "zod"

/** Packs a bag. */
export const packBag = step("packBag", { input: z.string(), output: z.string(), run: async (what) => `bag of ${what}` })

/** Fails as soon as it hears that there is nobody left. */
export const parting = workflow("parting", { input: z.string(), output: z.string() }, async (what) => {
  const bag = await packBag(what)
  const { left } = await waitForEvent("parting", { schema: z.object({ left: z.number() }) })
  if (left === 0) throw new RangeError(`nobody takes the ${bag}`)
  return bag
})

/** Listens before it does anything, and fails likewise. */
export const vigil = workflow("vigil", { input: z.string(), output: z.string() }, async (what) => {
  const { left } = await waitForEvent("parting", { schema: z.object({ left: z.number() }) })
  if (left === 0) throw new RangeError(`nobody takes the ${what}`)
  return what
})
