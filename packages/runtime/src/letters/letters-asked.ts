import { decodeValue } from "@statewright/model"

/** What an operator asks of dead letters. */
export type LettersAsked =
  | {
      readonly action: "replay"
      readonly ids: readonly number[]
      /** Between one replay and the next, in ms. */
      readonly stagger: number
      /** What the replay is given instead of the input of its run, encoded. */
      readonly input?: string
    }
  | { readonly action: "discard"; readonly ids: readonly number[] }
  | { readonly action: "resume"; readonly id: number }

/** A request about dead letters, as it stands in the inbox. */
export interface LettersRequest {
  /** Its id: a letter remembers the last that has changed something. */
  readonly request: string
  readonly asked: LettersAsked
}

/** What stands in the inbox. Throws `ValueDamaged`. */
export const readAsked = (text: string): LettersRequest => decodeValue(text) as LettersRequest // `askLetters` wrote it
