import { act } from "./act.ts"

/** Where an exit leads: a sibling's key, `#procedure.path`, or a `finally` that must remember how it was entered. */
export type Target = string | Leave

/** An exit into a `finally`. */
export interface Leave {
  readonly target: string
  readonly record: string
  readonly as: string
}

/** A completion on its way through a `finally`. */
export interface CompletionRecord {
  readonly as: string
  readonly value: unknown
}

/**
 * An exit through a `finally`: notes in the local `record` what to do when it ends.
 *
 * @example
 * segment(code.body, { return: leave("#main.try.finally", "$finally", "return") })
 */
export const leave = (target: string, record: string, as: string): Leave => ({ target, record, as })

/** The action of a transition into a `finally`. */
export const completes = ({ record, as }: Leave) =>
  act((move) => {
    const completion: CompletionRecord = { as, value: move.value }
    move.activation.locals[record] = completion
  })
