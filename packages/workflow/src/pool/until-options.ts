import { checkOptions, type OptionKinds } from "../option/check-options.ts"
import { oneOf } from "../option/option-kind.ts"

/** What becomes of the instances of a pool that have not ended when its condition holds. */
export interface UntilOptions {
  /** They are cancelled, the default, or waited for. */
  readonly losers?: "cancel" | "await"
}

/** What `until` is to do with the rest; throws `InvalidOption`. */
export const untilLosers = (options: UntilOptions = {}): "cancel" | "await" => {
  checkOptions("pool.until", options, kinds)
  return options.losers ?? "cancel"
}

const kinds: OptionKinds<UntilOptions> = { losers: oneOf("cancel", "await") }
