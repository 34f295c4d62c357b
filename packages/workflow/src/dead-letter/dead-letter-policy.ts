import type { DeadLetterOptions } from "./dead-letter-options.ts"

/** `DeadLetterOptions`, checked. */
export interface DeadLetterPolicy {
  readonly enabled: boolean
  readonly unless: ReadonlySet<string>
}

/** What the author of a step said of its dead letters. */
export const deadLetterPolicy = (_step: string, options: DeadLetterOptions): DeadLetterPolicy => ({
  enabled: options !== false,
  unless: new Set(typeof options === "object" ? options.unless : []),
})
