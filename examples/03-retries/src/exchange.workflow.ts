import { DeadlineExceeded, workflow } from "statewright"
import { z } from "zod"
import { buy, lookUpRate, NotSettled, waitUntilSettled } from "./steps.ts"

/** What to change, and at which bank. */
export const Order = z.object({ bank: z.url(), cents: z.int().positive(), currency: z.string().length(3) })

/** What became of it. */
export const Exchanged = z.object({ rate: z.number(), payment: z.string(), state: z.enum(["settled", "pending"]) })

/** Changes money. However badly the bank behaves, all steps of one run together try at most 20 times more. */
export const exchange = workflow(
  "exchange",
  { input: Order, output: Exchanged, retryBudget: 20 },
  async ({ bank, cents, currency }) => {
    const rate = await lookUpRate({ bank, currency })
    const payment = await buy({ bank, cents, rate })
    try {
      await waitUntilSettled({ bank, payment })
      return { rate, payment, state: "settled" }
    } catch (error) {
      if (error instanceof DeadlineExceeded || error instanceof NotSettled) return { rate, payment, state: "pending" }
      throw error
    }
  },
)
