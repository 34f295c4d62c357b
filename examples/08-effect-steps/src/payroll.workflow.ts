import { workflow } from "statewright"
import { z } from "zod"
import { AccountClosed, BankBusy, Payment } from "./bank.ts"
import { transfer } from "./steps.ts"

const Paid = z.object({ receipts: z.array(z.string()), unpaid: z.array(z.string()) })

/** Pays everybody, one after the other; whose account is closed is listed. */
export const payroll = workflow(
  "payroll",
  { input: z.array(Payment), output: Paid, errors: [BankBusy] },
  async (payments) => {
    const receipts: string[] = []
    const unpaid: string[] = []
    for (const payment of payments) {
      try {
        receipts.push(await transfer(payment))
      } catch (error) {
        if (!(error instanceof AccountClosed)) throw error
        unpaid.push(error.account)
      }
    }
    return { receipts, unpaid }
  },
)
