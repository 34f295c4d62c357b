import type { LockedId } from "../lock/lock.ts"
import { longestCommon } from "./longest-common.ts"

/** A wait or construct that wants an id. */
export interface Candidate extends Pick<LockedId, "kind" | "likeness"> {
  /** The id that the author wrote. */
  readonly written: string | undefined
}

/** What makes a candidate and an id alike; from what tells most to what tells least. */
const alike = {
  whole: ({ likeness }) => `${likeness.detail} ${likeness.shape}`,
  detail: ({ likeness }) => likeness.detail,
  shape: ({ kind, likeness }) => `${kind} ${likeness.shape}`,
  kind: ({ kind }) => kind,
} satisfies Record<string, (one: Pick<LockedId, "kind" | "likeness">) => string>

type Alike = (typeof alike)[keyof typeof alike]

/**
 * Finds for the waits and constructs of one region the ids that they had: those of the same written id, then those that
 * look the same, wherever they stand now, then those that look alike and stand behind the same neighbour. What is left
 * is new, or is back: then it may have an id that was removed.
 */
export const pairUp = <One extends Candidate>(
  locked: readonly LockedId[],
  candidates: readonly One[],
): ReadonlyMap<One, LockedId> => {
  const ids = inOrder(locked.filter(({ removed }) => !removed))
  const pairs = new Map<One, LockedId>()
  const taken = new Set<LockedId>()
  const pair = (one: One, id: LockedId): void => {
    pairs.set(one, id)
    taken.add(id)
  }
  const anywhere = (among: readonly LockedId[], by: Alike): void => {
    const free = Map.groupBy(
      among.filter((id) => !taken.has(id)),
      by,
    )
    for (const one of candidates) {
      const id = pairs.has(one) ? undefined : free.get(by(one))?.shift()
      if (id !== undefined) pair(one, id)
    }
  }
  const behindNeighbours = (by: Alike): void => {
    for (let at = 0; at < candidates.length; at++) {
      const before = at === 0 ? undefined : pairs.get(candidates[at - 1] as One) // at > 0
      const run = runOf(candidates, at, (one) => pairs.has(one))
      if (run.length === 0) continue
      const from = before === undefined ? 0 : ids.indexOf(before) + 1
      const left = runOf(ids, from, (id) => taken.has(id))
      for (const [id, one] of longestCommon(left, run, by)) pair(one, id)
      at += run.length
    }
  }
  for (const one of candidates) {
    const id = one.written === undefined ? undefined : locked.find(({ path }) => keyIn(path) === one.written)
    if (id !== undefined && !taken.has(id)) pair(one, id)
  }
  behindNeighbours(alike.whole)
  anywhere(ids, alike.whole)
  behindNeighbours(alike.detail)
  anywhere(ids, alike.detail)
  behindNeighbours(alike.shape)
  behindNeighbours(alike.kind)
  const removed = locked.filter((id) => id.removed)
  anywhere(removed, alike.whole)
  anywhere(removed, alike.detail)
  return pairs
}

/** The last key of a path. */
export const keyIn = (path: string): string => path.slice(path.lastIndexOf("/") + 1)

/** Siblings in the order in which they stood: each names the one before it. */
const inOrder = (ids: readonly LockedId[]): readonly LockedId[] => {
  const byKey = new Map(ids.map((id) => [keyIn(id.path), id]))
  const following = Map.groupBy(ids, ({ after }) => (after !== undefined && byKey.has(after) ? after : undefined))
  const ordered = new Set<LockedId>()
  const stack = [...(following.get(undefined) ?? [])].toReversed()
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    if (ordered.has(id)) continue
    ordered.add(id)
    stack.push(...(following.get(keyIn(id.path)) ?? []).toReversed())
  }
  // Those that a merge left in a ring.
  return [...ordered, ...ids.filter((id) => !ordered.has(id))]
}

const runOf = <Item>(items: readonly Item[], from: number, isTaken: (item: Item) => boolean): readonly Item[] => {
  let to = from
  while (to < items.length && !isTaken(items[to] as Item)) to++ // to < length
  return items.slice(from, to)
}
