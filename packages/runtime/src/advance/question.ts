import type { Activation, HeldCall, WaitId } from "@statewright/model"

/** Who waits for a pool: for its results, or only for its end; and when it is over. */
export interface Asked {
  readonly wait: WaitId
  readonly wants: "results" | "nothing"
  readonly met?: HeldCall
  readonly losers: "cancel" | "await"
}

/** Whose predicate is asked. */
export interface Question {
  readonly group: Activation
  readonly asked: Asked
}

/** Those who wait for a pool. */
export const askedOf = ({ locals }: Activation): readonly Asked[] => (locals["asked"] ?? []) as readonly Asked[] // `keepAsked` alone writes it
