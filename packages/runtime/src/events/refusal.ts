import { decodeValue, encodeValue, type RunStatus } from "@statewright/model"

/** Why nobody gets an event. */
export type Refusal =
  /** No place that waits for its name takes such a payload. */
  | { readonly kind: "misfit"; readonly why: string }
  /** The schema of a place that waits for its name did not answer in time. */
  | { readonly kind: "slow" }
  /** The run that it is for had ended. */
  | { readonly kind: "ended"; readonly status: RunStatus }
  /** There is no run that it is for. */
  | { readonly kind: "no-run" }

/** As it stands with the event. */
export const refusalText = (refusal: Refusal): string => encodeValue(refusal, "refusal")

/** Reads it back. */
export const readRefusal = (text: string): Refusal => decodeValue(text) as Refusal // only `refusalText` writes it
