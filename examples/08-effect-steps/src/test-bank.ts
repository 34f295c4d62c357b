import { Effect, Layer, Ref } from "effect"
import { AccountClosed, Bank, BankBusy } from "./bank.ts"

/** A bank in memory that is busy every third time, and opens and closes its line with the engine. */
export const testBank = (say: (line: string) => void): Layer.Layer<Bank> =>
  Layer.effect(
    Bank,
    Effect.gen(function* () {
      yield* Effect.acquireRelease(
        Effect.sync(() => say("the line to the bank is open")),
        () => Effect.sync(() => say("the line to the bank is closed")),
      )
      const calls = yield* Ref.make(0)
      const done = new Map<string, string>()
      return {
        transfer: Effect.fn("Bank.transfer")(function* ({ to, cents }, key) {
          const call = yield* Ref.updateAndGet(calls, (before) => before + 1)
          yield* Effect.sleep("5 millis")
          if (call % 3 === 0) return yield* Effect.fail(new BankBusy({}))
          if (to === "nobody") return yield* Effect.fail(new AccountClosed({ account: to }))
          const receipt = done.get(key) ?? `${to} got ${(cents / 100).toFixed(2)}`
          if (!done.has(key)) say(receipt)
          done.set(key, receipt)
          return receipt
        }),
      }
    }),
  )
