import { type Activation, type Frame, memberOf, type WaitId } from "@statewright/model"

/**
 * A member that has ended while something that it began goes on stays in the frame under this local, which holds the
 * number of the member around it; 0 for none.
 */
const leftBehind = "$left"

/** A member ends, and something that it began goes on: what was cut with it still was. */
export const leaveBehind = (frame: Frame, member: Activation): void => {
  if (!isClosing(frame, member)) member.locals[leftBehind] = strandAround(frame, member) ?? 0
}

/** A member is cut in the very transition in which it ended: so is what it left behind. */
export const takeBack = (member: Activation): void => void delete member.locals[leftBehind]

/** The member around a member; `undefined` for none. */
const strandAround = ({ activations }: Frame, { settles = "", locals }: Activation): number | undefined => {
  if (Object.hasOwn(locals, leftBehind)) {
    const left = locals[leftBehind] as number // `leaveBehind` alone writes it
    return left === 0 ? undefined : left
  }
  return activations.get(memberOf(settles)?.group ?? -1)?.strand
}

/** Whether a member was cut: it cleans up, and nobody waits for it, or only a group that was cut as well. */
export const isClosing = ({ activations, waits }: Frame, { settles = "", locals }: Activation): boolean => {
  if (Object.hasOwn(locals, leftBehind)) return false
  if (!waits.has(settles)) return true
  const group = activations.get(memberOf(settles)?.group ?? -1)
  return group?.waiting?.kind === "group" && (group.waiting.struck !== undefined || group.locals["stopped"] === true)
}

/** What an activation works for: a part that is to be cut, one that cleans up after it was cut, or neither. */
export type Place = "inside" | "closing" | "outside"

/** Tells where activations stand to the members `of` a part. Nothing of the frame may change while it is used. */
export const placesIn = (frame: Frame, of: ReadonlySet<number>): ((activation: Activation) => Place) => {
  const known = new Map<number, Place>([...of].map((number) => [number, "inside"]))
  const placeOf = (strand: number | undefined): Place => {
    if (strand === undefined) return "outside"
    const place = known.get(strand) ?? placeOfMember(frame.activations.get(strand))
    known.set(strand, place)
    return place
  }
  const placeOfMember = (member: Activation | undefined): Place => {
    if (member === undefined) return "outside"
    return isClosing(frame, member) ? "closing" : placeOf(strandAround(frame, member))
  }
  return ({ strand }) => placeOf(strand)
}

/** Tells what works for a member, whether it was cut or not. */
export const worksFor = (frame: Frame, member: Activation): ((activation: Activation) => boolean) => {
  const known = new Map<number, boolean>([[member.number, true]])
  const isInside = (strand: number | undefined): boolean => {
    if (strand === undefined) return false
    const around = frame.activations.get(strand)
    const inside = known.get(strand) ?? (around !== undefined && isInside(strandAround(frame, around)))
    known.set(strand, inside)
    return inside
  }
  return ({ strand }) => isInside(strand)
}

/** The members of a group that are at work, in order, by their waits. */
export const openMembers = ({ waits }: Frame, group: number): readonly WaitId[] =>
  [...waits.keys()]
    .filter((wait) => memberOf(wait)?.group === group)
    .toSorted((a, b) => (memberOf(a)?.at ?? 0) - (memberOf(b)?.at ?? 0))

/** Whether something that was cut still cleans up. */
export const hasClosing = (frame: Frame): boolean => {
  const placeOf = placesIn(frame, new Set())
  return [...frame.activations.values()].some(
    (activation) => activation.strand !== undefined && activation.state !== "" && placeOf(activation) === "closing",
  )
}
