import { type Frame, memberOf, type WaitId } from "@statewright/model"
import { cutOff, late } from "@statewright/workflow"
import type { Program } from "../machine/program.ts"
import type { Advanced, Circumstances } from "./advanced.ts"
import type { Moving } from "./moving.ts"
import { numberOf } from "./number-of.ts"
import { partOf, waitsOfPart } from "./part-waits.ts"
import { rowOf } from "./row-of.ts"
import { handOn } from "./end-group.ts"
import { isClosing, worksFor } from "./strand-tree.ts"
import { transition } from "./transition.ts"
import { settle } from "./turns.ts"

/** The time in which a member of a group that was cut may clean up is over. */
export interface ForceOutEvent extends Circumstances {
  readonly wait: WaitId
}

/**
 * Ends a member of a group that still cleans up, without a word to its code; `undefined` if it has ended. The frame is
 * owned: it is changed in place.
 *
 * @example
 * const moved = forceOut(orderProgram, frame, { wait: "fork#3/0:ship#4", now: 0 })
 */
export const forceOut = (program: Program, frame: Frame, event: ForceOutEvent): Advanced | undefined => {
  const member = frame.activations.get(numberOf(event.wait))
  if (member?.settles !== event.wait || !isClosing(frame, member)) return undefined
  return transition(program, frame, event, (moving) => {
    const part = partOf(frame, worksFor(frame, member))
    const { world } = waitsOfPart(frame, part, false)
    for (const activation of part) {
      frame.activations.delete(activation.number)
      moving.writes.activations.add(activation.number)
    }
    // Nobody of the part is next any more.
    for (const activation of part) handOn(moving, activation)
    for (const wait of world) moving.commands.push({ kind: "abandon", wait })
    const ends = [...part].flatMap((activation) => activation.settles ?? [])
    const members = [...ends, ...world].filter((wait) => memberOf(wait) !== undefined)
    // A scope that was cancelled waits for it.
    const isAwaited = frame.activations.get(memberOf(event.wait)?.group ?? -1)?.locals["stopped"] === true
    for (const wait of members) if (!isAwaited || wait !== event.wait) endMember(moving, wait)
    // Somebody else may hold a promise of it.
    for (const wait of [...ends, ...world]) settle(moving, wait, { ok: false, error: cutOff(late) })
  })
}

const endMember = ({ frame, writes, commands }: Moving, wait: WaitId): void => {
  frame.waits.delete(wait)
  writes.waits.add(wait)
  commands.push({ kind: "strand-ended", ...rowOf(wait), wait, status: "cancelled" })
}
