import type { Asker } from "@statewright/model"

/** The branches of one transition as they are stored, in JSON. */
export interface StoredBranches {
  /** The questions that no row before has spelled out, or that have another number from here on. */
  readonly asked?: readonly StoredQuestion[]
  readonly took: readonly StoredAnswer[]
  /** So many before these are not kept. */
  readonly leftOut?: number
}

/** A question, by the number under which answers name it. */
export type StoredQuestion = readonly [number: number, by: Asker, condition: string, place: string, procedure: string]

/** An answer; `call` is the wait that the helper's end settles. */
export type StoredAnswer = readonly [question: number, took: string, after: number, times?: number, call?: string]
