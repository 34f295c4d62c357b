import type { Activation, Cancellation, Frame, WaitId } from "@statewright/model"
import type { Program } from "../machine/program.ts"
import type { Advanced, Circumstances } from "./advanced.ts"
import { cancelledOf } from "./cancelled-of.ts"
import { idsOf } from "./ids-of.ts"
import type { Moving } from "./moving.ts"
import { transition } from "./transition.ts"
import { settle } from "./turns.ts"

/** That somebody cancels a run, and when. */
export interface CancelEvent extends Circumstances, Cancellation {}

/**
 * Throws `Cancelled` into everything that waits in a frame, what was called before who called it; `undefined` if that
 * happened before. The frame is owned: it is changed in place.
 *
 * @example
 * const moved = cancel(collectProgram, frame, { reason: "ordered twice", now: 0 })
 */
export const cancel = (program: Program, frame: Frame, event: CancelEvent): Advanced | undefined => {
  if (frame.cancelled !== undefined) return undefined
  const { reason } = event
  return transition(program, frame, event, (moving) => {
    frame.cancelled = reason === undefined ? {} : { reason }
    const open = waitsOfTheWorld(frame)
    strike(moving)
    for (const wait of open) {
      moving.commands.push({ kind: "abandon", wait })
      settle(moving, wait, cancelledOf(frame.cancelled))
    }
  })
}

/** Whoever rests is told, even if what it waits for swallows its own `Cancelled`. */
const strike = ({ frame, writes }: Moving): void => {
  for (const activation of frame.activations.values()) {
    const { waiting, state } = activation
    if (state === "" || (waiting?.kind !== "one" && waiting?.kind !== "join")) continue
    activation.waiting = { ...waiting, struck: true }
    writes.activations.add(activation.number)
  }
}

/** Open waits that no activation of the frame settles: those that the innermost rest for come first. */
const waitsOfTheWorld = (frame: Frame): readonly WaitId[] => {
  const activations = [...frame.activations.values()]
  const settled = new Set(activations.map(({ settles }) => settles))
  const waiterOf = new Map<WaitId, Activation>()
  for (const activation of activations) for (const id of idsOf(activation.waiting)) waiterOf.set(id, activation)
  const depths = new Map<Activation | undefined, number>([[undefined, 0]])
  // Callers are begun before what they call.
  for (const activation of activations) {
    const caller = activation.settles === undefined ? undefined : waiterOf.get(activation.settles)
    depths.set(activation, (depths.get(caller) ?? 0) + 1)
  }
  const depthOf = (wait: WaitId): number => depths.get(waiterOf.get(wait)) ?? 0
  return [...frame.waits]
    .filter(([wait, outcome]) => outcome === undefined && !settled.has(wait))
    .map(([wait]) => wait)
    .toSorted((a, b) => depthOf(b) - depthOf(a))
}
