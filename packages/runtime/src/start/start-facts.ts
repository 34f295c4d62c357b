import type { Origin } from "../link/origin.ts"
import { decodeValue, encodeValue, type Tags } from "@statewright/model"

/** What is stored of a start beside workflow and input. */
export interface StartFacts {
  readonly tags?: Tags
  readonly priority?: number
  /** What it must have to be at work, where something limits it. */
  readonly lane?: string
  /** The version that it must have; the latest one if absent. */
  readonly version?: string
  /** Whose it is; absent where it is nobody's in particular. */
  readonly tenant?: string
  /** The dead letter that it replays. */
  readonly replays?: number
  /** How it came from another run. */
  readonly origin?: Origin
}

/** As text, for the leader in another process; `undefined` where there is nothing to say. */
export const startFactsText = (facts: StartFacts): string | undefined =>
  Object.keys(facts).length === 0 ? undefined : encodeValue(facts, "start")

/** What `startFactsText` made. */
export const readStartFacts = (text: string | null): StartFacts =>
  text === null ? {} : (decodeValue(text) as StartFacts) // `startFactsText` wrote it
