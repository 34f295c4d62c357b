import { forEach, mutex, workflow } from "statewright"
import { z } from "zod"
import { review, tell } from "./shop.ts"

/** A discriminator that lets nobody in before its round is over. */
export const blockingDiscriminator = workflow(
  "blockingDiscriminator",
  { input: z.array(z.string()), output: z.array(z.string()) },
  async (orders) =>
    await forEach(orders, { mode: "parallel" }, async (order) =>
      mutex("reviewers").run(async () => {
        const reviews = [review(`ann for ${order}`), review(`bob for ${order}`)]
        const first = await Promise.any(reviews)
        const told = await tell(first)
        await Promise.all(reviews)
        return told
      }),
    ),
)
