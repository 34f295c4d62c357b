import { atLeast, forEach, mutex, parallel, workflow } from "statewright"
import { z } from "zod"
import { review, tell } from "./shop.ts"

/** A partial join that lets nobody in before its round is over. */
export const blockingPartialJoin = workflow(
  "blockingPartialJoin",
  { input: z.array(z.string()), output: z.array(z.string()) },
  async (orders) =>
    await forEach(orders, { mode: "parallel" }, async (order) =>
      mutex("reviewers").run(async () => {
        await parallel([review(`ann for ${order}`), review(`bob for ${order}`), review(`cleo for ${order}`)], {
          join: atLeast(2),
          losers: "await",
        })
        return await tell(order)
      }),
    ),
)
