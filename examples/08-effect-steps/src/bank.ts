import { Context, type Effect } from "effect"
import { failure } from "statewright"
import { z } from "zod"

/** What somebody is paid. */
export const Payment = z.object({ to: z.string(), cents: z.int().positive() })
export type Payment = z.infer<typeof Payment>

/** There is no such account. */
export class AccountClosed extends failure("AccountClosed", z.object({ account: z.string() })) {}

/** The bank cannot say now. */
export class BankBusy extends failure("BankBusy", z.object({})) {}

/** The bank as the steps see it: which one it is, the layer says that the engine is given. */
export class Bank extends Context.Service<
  Bank,
  {
    /** A second transfer with the same key is the first one. */
    readonly transfer: (payment: Payment, key: string) => Effect.Effect<string, AccountClosed | BankBusy>
  }
>()("example-08-effect-steps/bank/Bank") {}
