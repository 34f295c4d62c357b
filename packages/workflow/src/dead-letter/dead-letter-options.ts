/** Whether a call that fails for good is kept as a dead letter; with `unless`, not for these declared errors. */
export type DeadLetterOptions<Tag extends string = string> = boolean | { readonly unless: readonly Tag[] }
