import type { WaitId } from "@statewright/model"
import type { Move } from "./move.ts"

/** A wait that was opened, and its number. */
export interface Opened {
  readonly wait: WaitId
  readonly number: number
}

/** Opens the next wait of a static id. */
export const openWait = ({ frame, writes }: Pick<Move, "frame" | "writes">, id: string): Opened => {
  const number = (frame.seq += 1)
  const wait = `${id}#${number}`
  frame.waits.set(wait, undefined)
  writes.waits.add(wait)
  return { wait, number }
}
