import { Pending, type WaitId } from "@statewright/model"
import { InvalidOption, PoolClosed, untilLosers } from "@statewright/workflow"
import type { AskedUse, Move } from "../machine/move.ts"
import { arrive } from "./barrier.ts"
import type { Moving } from "./moving.ts"
import { addToPool, askPool } from "./pool.ts"
import { stopScope } from "./scope.ts"
import { settle } from "./turns.ts"

/** Does what code asks of a scope, a pool or a barrier. */
export const takeUse = (moving: Moving, move: Move, asked: AskedUse): void => {
  try {
    use(moving, move, asked)
  } catch (error) {
    // Whatever else is no matter of the author's.
    if (!(error instanceof PoolClosed || error instanceof InvalidOption)) throw error
    if (asked.wait === undefined) move.outcome = { ok: false, error }
    else settle(moving, asked.wait, { ok: false, error })
  }
}

const use = (moving: Moving, { activation }: Move, { use, wait = "", held }: AskedUse): void => {
  const handle = waitOf(use.handle)
  switch (use.verb) {
    case "stop":
      return stopScope(moving, activation, handle, use.reason)
    case "arrive":
      return arrive(moving, handle, wait, use.input)
    case "add":
      if (held === undefined) throw new Error("invariant: a pool is given something to begin")
      return addToPool(moving, handle, held)
    case "until":
      return askPool(moving, handle, { verb: "until", wait, met: held, losers: untilLosers(use.options) })
    case "complete":
      return askPool(moving, handle, { verb: "complete", wait })
    case "cancel":
      return askPool(moving, handle, { verb: "cancel", wait, reason: use.reason })
  }
}

const waitOf = (handle: unknown): WaitId => {
  if (handle instanceof Pending) return handle.wait
  throw new Error("invariant: what is asked is no scope, no pool and no barrier")
}
