import { heldCall } from "./callbacks.ts"
import type { UseCommand } from "./command.ts"
import type { AskedUse, Move } from "./move.ts"

/** What is asked, with the function that goes with it as a frame holds it. */
export const askedUse = (move: Move, use: UseCommand): AskedUse =>
  use.work === undefined ? { use } : { use, held: heldCall(move, use.work) }
