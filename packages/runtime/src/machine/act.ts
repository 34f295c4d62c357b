import { assign } from "xstate"
import type { MachineContext, Move, Resume } from "./move.ts"

/**
 * What a state does when it is entered, or a transition when it is taken: it changes the move in place. To XState it is an
 * `assign`, for only behind one does XState look where the next transition leads; the engine calls `does` itself.
 */
export const act = (does: (move: Move) => void) =>
  Object.assign(
    assign<MachineContext, Resume, undefined, Resume, never>(({ context: { move } }) => {
      does(move)
      return {}
    }),
    { does },
  )
