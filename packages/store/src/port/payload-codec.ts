/** The column that a payload stands in. */
export type PayloadColumn =
  | "run.input"
  | "run.contracts"
  | "run.output"
  | "run.error"
  | "inbox.payload"
  | "inbox.options"
  | "inbox.refusal"
  | "transition.seed"
  | "transition.branches"
  | "wait.given"
  | "wait.on_timeout"
  | "wait.trouble"
  | "received.payload"
  | "strand.payload"
  | "link.refusal"
  | "step.input"
  | "step.output"
  | "step.error"
  | "step.warnings"
  | "attempt.error"
  | "frame.snapshot"
  | "frame.delta"
  | "letter.run_input"
  | "letter.input"
  | "letter.error"
  | "letter.attempts"
  | "letter.replay_input"
  | "letter.kit"
  | "cache.value"
  | "notice.facts"

/** Where a payload stands; what is sealed for one place must not open in another. */
export interface PayloadPlace {
  readonly column: PayloadColumn
  readonly runId: string
  /** Which of the rows of that run: what is sealed for one does not open in another. */
  readonly row: string
}

/** A column of texts that are looked up by being equal. */
export type AlikeColumn =
  | "run.parked_reason"
  | "tag.value"
  | "wait.match_key"
  | "line.lane"
  | "line.rate"
  | "mutex.key"
  | "cache.key"
  | "cache.label"
  | "cache.tag"

/** Turns payload text into what stands on disk and back: the one place for compression and encryption. */
export interface PayloadCodec {
  seal(text: string, place: PayloadPlace): string | Uint8Array
  open(stored: string | Uint8Array, place: PayloadPlace): string
  /** Equal texts of a column become equal texts, so that they are found; as they are if absent. */
  sealAlike?(text: string, column: AlikeColumn): string
  openAlike?(stored: string, column: AlikeColumn): string
}
