import { encodeValue } from "@statewright/model"
import type { NewNotice } from "@statewright/store"

/** When somebody wants to be told of dead letters. */
export interface LetterAlarmOptions {
  /** More than so many ... */
  readonly above: number
  /** ... in this time, in ms. */
  readonly within: number
}

/** Counts dead letters as they come. */
export interface LetterAlarm {
  /** One more has come; answers the notice that it raises, and what takes it back where it was not stored. */
  readonly failed: (letter: AlarmingLetter, at: number) => { readonly notice?: NewNotice; readonly undo: () => void }
}

/** What a notice says of the letter that raised it. */
interface AlarmingLetter {
  readonly fingerprint: string
  readonly step: string
  readonly tag: string
  readonly workflow: string
}

/**
 * Raises one notice when there are more than so many, and the next one only after they were no more than half of that, or a steady
 * stream of failures would raise one after the other. `recent` is when those
 * failed that were there before, in any order.
 */
export const makeLetterAlarm = ({ above, within }: LetterAlarmOptions, recent: readonly number[]): LetterAlarm => {
  let times = recent.toSorted((a, b) => a - b)
  let isRaised = times.length > above
  return {
    failed: ({ fingerprint, step, tag, workflow }, at) => {
      times = times.filter((time) => time > at - within)
      if (times.length <= above / 2) isRaised = false
      times.push(at)
      const raises = !isRaised && times.length > above
      if (raises) isRaised = true
      const undo = (): void => {
        const index = times.lastIndexOf(at)
        if (index !== -1) times.splice(index, 1)
        if (raises) isRaised = false
      }
      if (!raises) return { undo }
      const facts = encodeValue({ above, within, count: times.length, fingerprint, step, tag, workflow }, "notice")
      return { notice: { kind: "dead-letters", subject: fingerprint, facts }, undo }
    },
  }
}
