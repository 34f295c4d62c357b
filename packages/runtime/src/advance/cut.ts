import { type Activation, type Cancellation, type Outcome, type WaitId } from "@statewright/model"
import { struckBy } from "./cancelled-of.ts"
import { endActivation } from "./end-activation.ts"
import type { Moving } from "./moving.ts"
import { numberOf } from "./number-of.ts"
import { type Part, partOf, waitsOfPart } from "./part-waits.ts"
import { rowOf } from "./row-of.ts"
import { placesIn, takeBack } from "./strand-tree.ts"
import { settle, tell } from "./turns.ts"

/**
 * Withdraws members of groups: throws `Cancelled` into all that works for them, the innermost first, and lets them clean
 * up. What they come to is nobody's business any more.
 */
export const withdraw = (moving: Moving, members: readonly WaitId[], why: Cancellation): void => {
  const { frame, writes, commands } = moving
  cut(moving, members, why)
  for (const wait of members) {
    if (!frame.activations.has(numberOf(wait))) {
      commands.push({ kind: "strand-ended", ...rowOf(wait), wait, status: "cancelled" })
    }
    frame.waits.delete(wait)
    writes.waits.add(wait)
  }
}

/** Throws `Cancelled` into what works for members of groups, `before` which their waits may be settled. */
export const cut = (
  moving: Moving,
  members: readonly WaitId[],
  why: Cancellation,
  before: () => void = () => {},
): void => {
  const { frame, commands } = moving
  const placeOf = placesIn(frame, new Set(members.map(numberOf)))
  const part = partOf(frame, (each) => each.strand !== undefined && placeOf(each) === "inside")
  for (const wait of members) {
    const member = frame.activations.get(numberOf(wait))
    if (member === undefined) {
      if (frame.waits.get(wait) === undefined) commands.push({ kind: "abandon", wait })
      continue
    }
    takeBack(member)
    moving.cut.add(wait)
  }
  before()
  if (part.size > 0) strike(moving, part, why)
}

/** Tells a part of a frame that it was cut: who rests in it is told when it goes on, whatever it waited for has come to. */
export const strike = (moving: Moving, part: Part, why: Cancellation | true): void => {
  const { frame, commands } = moving
  const { world, isHeldUp } = waitsOfPart(frame, part, why === true)
  const outcome = (): Outcome => struckBy(frame, why)
  const heldUp = [...part].filter((activation) => mark(moving, activation, why) && isHeldUp(activation))
  for (const turn of moving.turns) {
    // What it waited for came in this very transition, and it has not gone on yet.
    if (turn.kind === "resume" && turn.activation.state !== "" && part.has(turn.activation)) turn.outcome = outcome()
  }
  for (const wait of world) {
    commands.push({ kind: "abandon", wait })
    settle(moving, wait, outcome())
  }
  for (const activation of heldUp) {
    if (activation.state === "") endActivation(moving, activation, outcome())
    else tell(moving, activation, outcome())
  }
}

/** One for each: a frame that is restored has no two that are the same. */
const copied = (why: Cancellation | true): Cancellation | true => (why === true ? why : { ...why })

/** Notes at what rests that it was cut; answers whether it rests for outcomes, and not for members. */
const mark = (moving: Moving, activation: Activation, why: Cancellation | true): boolean => {
  const { waiting, state } = activation
  if (waiting?.kind === "group") {
    activation.waiting = { ...waiting, struck: copied(why) }
    // None is to be awaited: it ends as soon as it is its turn.
    if (waiting.open === 0) moving.turns.push({ kind: "group", activation })
  } else if (waiting?.kind !== "one" && waiting?.kind !== "join") return false
  else if (state !== "") activation.waiting = { ...waiting, struck: copied(why) }
  moving.writes.activations.add(activation.number)
  return waiting.kind !== "group"
}
