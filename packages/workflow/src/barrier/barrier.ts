import { shownValue } from "@statewright/model"
import { InvalidOption } from "../option/invalid-option.ts"
import { cancellable } from "../region/cancellable.ts"
import { owed } from "../region/region.ts"
import { stand, tooFewCame } from "../region/standing.ts"
import { leaving } from "./leaving.ts"

/** Holds those that arrive until enough have come. */
export interface Barrier {
  /**
   * Waits until as many have arrived as it holds. With `input`, only different ones count: another arrival of the same
   * input waits for the next round.
   */
  arrive(input?: string): Promise<void>
}

/**
 * A place where parts of a workflow wait for each other, round after round. Throws `InvalidOption`.
 *
 * @example
 * const gate = barrier(2)
 * await fork({ left: async () => gate.arrive(), right: async () => gate.arrive() })
 */
export const barrier = (size: number): Barrier => {
  checkSize(size)
  let came: readonly Arrival[] = []
  return {
    arrive: (input) => {
      const told = owed()
      if (told !== undefined) return told
      const leave = (): void => {
        came = came.filter((each) => each !== arrival)
        goOn()
      }
      const { promise, resolve } = cancellable<void>(leave)
      const arrival: Arrival = { input: input ?? null, leave, resolve }
      const goOn = stand(() => tooFewCame(came.length, size))
      came = [...came, arrival]
      const gone = leaving(came, size, (each) => each.input)
      for (const each of gone) each.leave()
      for (const each of gone) each.resolve()
      return promise
    },
  }
}

interface Arrival {
  readonly input: string | null
  readonly leave: () => void
  readonly resolve: () => void
}

/** How many a barrier may hold; throws `InvalidOption`. */
export const checkSize = (size: unknown): void => {
  if (Number.isSafeInteger(size) && Number(size) >= 1) return
  throw new InvalidOption("barrier", `its size is ${shownValue(size)}`, "Give a whole number from 1.")
}
