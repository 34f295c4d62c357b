import { decodeValue } from "@statewright/model"

/** What an operator asks of a breaker. */
export type BreakerRequest =
  /** `until` is in ms since 1970; absent, it is held open until somebody closes it. */
  | { readonly action: "open"; readonly key: string; readonly until?: number }
  | { readonly action: "close"; readonly key: string }
  | { readonly action: "reset"; readonly key: string }

/** A request as it stands in the inbox; nothing where nobody understands it. */
export const readBreakerRequest = (text: string): BreakerRequest | undefined => {
  try {
    return decodeValue(text) as BreakerRequest // the engine wrote it
  } catch {
    return undefined
  }
}
