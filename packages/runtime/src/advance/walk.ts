import type { Move } from "../machine/move.ts"
import { NeverRests } from "../machine/never-rests.ts"
import type { Place } from "../machine/places.ts"
import { mostMoves } from "../machine/setup.ts"

/** Enters a state, and goes on from there as `walk` does. */
export const enter = (move: Move, place: Place): Place => {
  for (const does of place.entry) does(move)
  return walk(move, place)
}

/**
 * Takes transitions until none fits: to where the procedure waits, or has ended. It does what XState's `transition` does to
 * machines of ours, with nothing made on the way; `walk.test.ts` compares them. Throws `NeverRests`.
 */
export const walk = (move: Move, from: Place): Place => {
  const given = { context: { move, locals: move.activation.locals } }
  let place = from
  for (let moves = 1; !place.isFinal; moves++) {
    if (moves > mostMoves) throw new NeverRests(move.workflow, mostMoves)
    const exit = place.exits.find(({ fits }) => fits(given))
    if (exit === undefined) return place
    for (const does of exit.acts) does(move)
    place = exit.to
    for (const does of place.entry) does(move)
  }
  return place
}
