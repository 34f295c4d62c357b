import { type Activation, type Frame, memberOf, Pending, reachableFrom, type WaitId } from "@statewright/model"
import { idsOf } from "./ids-of.ts"
import { numberOf } from "./number-of.ts"

/** A part of a frame that is to be cut: what works for it. */
export type Part = ReadonlySet<Activation>

/** The activations for which `isInside` holds, in the order in which they were begun. */
export const partOf = ({ activations }: Frame, isInside: (activation: Activation) => boolean): Part =>
  new Set([...activations.values()].filter(isInside).toSorted((a, b) => a.number - b.number))

/** What the activations of a part wait for, and who settles it. */
export interface PartWaits {
  /** Open waits of the world that nobody outside of the part asks for, those that the innermost rest for first. */
  readonly world: readonly WaitId[]
  /** Whether an activation of the part rests for something that is settled outside of it. */
  readonly isHeldUp: (activation: Activation) => boolean
}

/** The waits of a part of a frame; `isWhole`: it is all that does not clean up already. */
export const waitsOfPart = (frame: Frame, part: Part, isWhole: boolean): PartWaits => {
  const settler = new Map<WaitId, Activation>()
  for (const activation of frame.activations.values()) {
    if (activation.settles !== undefined) settler.set(activation.settles, activation)
  }
  const isOpenWorld = (wait: WaitId): boolean =>
    frame.waits.has(wait) && frame.waits.get(wait) === undefined && !settler.has(wait)
  const waiterOf = waitersIn(frame, part)
  const own = new Set<WaitId>()
  const shared = new Set<WaitId>()
  for (const [wait, waiter] of waiterOf) if (isOpenWorld(wait)) (isAlone(waiter) ? own : shared).add(wait)
  // Of a run nothing goes on, not even what no promise leads to.
  const held = isWhole ? frame.waits.keys() : promisesIn([...part])
  for (const wait of held) if (isOpenWorld(wait) && !own.has(wait)) shared.add(wait)
  for (const wait of shared.size === 0 ? [] : askedOutside(frame, part)) shared.delete(wait)
  const depthOf = depthsIn(part, waiterOf)
  // The order in which a frame has its waits is not stored.
  const world = [...own, ...shared].toSorted((a, b) => depthOf(b) - depthOf(a) || numberOf(a) - numberOf(b))
  const cut = new Set(world)
  const isHeldUp = ({ waiting }: Activation): boolean =>
    idsOf(waiting).some((wait) => {
      if (!frame.waits.has(wait) || frame.waits.get(wait) !== undefined || cut.has(wait)) return false
      const by = settler.get(wait)
      return by === undefined || !part.has(by)
    })
  return { world, isHeldUp }
}

/** Who of a part rests for a wait; a group for those of its members. */
const waitersIn = (frame: Frame, part: Part): ReadonlyMap<WaitId, Activation> => {
  const waiters = new Map<WaitId, Activation>()
  let groups = 0
  for (const activation of part) {
    if (activation.waiting?.kind === "group") groups++
    for (const id of idsOf(activation.waiting)) waiters.set(id, activation)
  }
  for (const wait of groups === 0 ? [] : frame.waits.keys()) {
    const group = frame.activations.get(memberOf(wait)?.group ?? -1)
    if (group !== undefined && part.has(group)) waiters.set(wait, group)
  }
  return waiters
}

/** Whether nobody else can ask for what it rests for. */
const isAlone = ({ waiting }: Activation): boolean =>
  (waiting?.kind !== "one" && waiting?.kind !== "join") || waiting.since === undefined

/** How many activations of a part are around each other where one rests for a wait. */
const depthsIn = (part: Part, waiterOf: ReadonlyMap<WaitId, Activation>): ((wait: WaitId) => number) => {
  const depths = new Map<Activation, number>()
  for (const activation of part) {
    const way: Activation[] = []
    let at: Activation | undefined = activation
    // A promise may wait for itself.
    while (at !== undefined && !depths.has(at) && !way.includes(at)) {
      way.push(at)
      at = waiterOf.get(at.settles ?? "")
    }
    let depth = at === undefined ? 0 : (depths.get(at) ?? 0)
    for (const each of way.toReversed()) depths.set(each, (depth += 1))
  }
  return (wait) => {
    const waiter = waiterOf.get(wait)
    return waiter === undefined ? 0 : (depths.get(waiter) ?? 0)
  }
}

/** What those outside of a part rest for, and the promises that they hold. */
const askedOutside = (frame: Frame, part: Part): Iterable<WaitId> => {
  if (part.size === frame.activations.size) return []
  const outside = [...frame.activations.values()].filter((activation) => !part.has(activation))
  return [...outside.flatMap(({ waiting }) => idsOf(waiting)), ...promisesIn(outside)]
}

const promisesIn = (activations: readonly Activation[]): readonly WaitId[] => {
  const held = activations.flatMap(({ locals }) => Object.values(locals))
  const objects = held.filter((value): value is object => typeof value === "object" && value !== null)
  return [...reachableFrom(objects)].flatMap((object) => (object instanceof Pending ? [object.wait] : []))
}
