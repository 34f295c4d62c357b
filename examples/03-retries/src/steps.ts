import { Schedule } from "effect"
import { failure, NonRetryable, step } from "statewright"
import { scheduled } from "statewright/effect"
import { z } from "zod"

/** The bank has not settled a payment yet. */
export class NotSettled extends failure("NotSettled", z.object({ payment: z.string() })) {}

/** What the bank answers; an answer that is none of success carries its status and headers, which `retry` looks at. */
const ask = async (url: string, request: RequestInit): Promise<unknown> => {
  const response = await fetch(url, request)
  if (!response.ok) throw Object.assign(new Error(`The bank answered ${response.status}.`), { response })
  return response.json()
}

/**
 * Asks for a rate. A bank that is busy or broken is asked again, later and later, and not before it has said in
 * `Retry-After`; one that does not understand the question (400) is not.
 */
export const lookUpRate = step("lookUpRate", {
  input: z.object({ bank: z.url(), currency: z.string() }),
  output: z.number(),
  idempotent: true,
  retry: {
    strategy: "exponential",
    initialDelay: "100 milliseconds",
    maxDelay: "10 seconds",
    maxAttempts: 6,
    jitter: "full",
    onStatus: [429, "5xx"],
    on: ["StepTimedOut"],
  },
  timeout: "2 seconds",
  run: ({ bank, currency }, { signal }) => ask(`${bank}/rates/${currency}`, { signal }).then(z.number().parse),
})

/** Pays. The bank knows the key, and so takes the money once, however often it is asked. */
export const buy = step("buy", {
  input: z.object({ bank: z.url(), cents: z.int(), rate: z.number() }),
  output: z.string(),
  retry: { strategy: "linear", initialDelay: "50 milliseconds", maxDelay: "5 seconds", maxAttempts: 5 },
  run: async ({ bank, cents, rate }, { signal, idempotencyKey }) => {
    const request = { method: "POST", signal, headers: { "idempotency-key": idempotencyKey } }
    try {
      return z.string().parse(await ask(`${bank}/payments?cents=${cents}&rate=${rate}`, request))
    } catch (error) {
      const { response } = error as { response?: Response } // whatever was thrown
      if (response?.status === 402) throw new NonRetryable("The account is empty.", { cause: error })
      throw error
    }
  },
})

/** Asks whether a payment is settled until it is, by any `Schedule` of Effect, and for three seconds in all. */
export const waitUntilSettled = step("waitUntilSettled", {
  input: z.object({ bank: z.url(), payment: z.string() }),
  errors: [NotSettled],
  idempotent: true,
  retry: { strategy: scheduled(Schedule.fibonacci("20 millis")), on: ["NotSettled"] },
  deadline: "3 seconds",
  run: async ({ bank, payment }, { signal }) => {
    const state = z.string().parse(await ask(`${bank}/payments/${payment}`, { signal }))
    if (state !== "settled") throw new NotSettled({ payment })
  },
})
