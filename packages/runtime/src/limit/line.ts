import type { Resource } from "./resource.ts"

/** One that stands in line. */
export interface Waiter {
  /** Whoever needs the same stands in the same lane. */
  readonly lane: string
  readonly needs: readonly Resource[]
  /** Higher goes first. */
  readonly priority: number
  /** Of one priority, lower goes first; unique. */
  readonly place: number
  /** It is its turn: what it needs is taken for it. */
  readonly granted: (now: number) => void
}

/** Those that wait until they can have all that they need at once: by priority, then by place. */
export interface Line {
  /** Takes all that is needed, if all of it is free: nobody in line could have it. */
  readonly enter: (needs: readonly Resource[], now: number) => boolean
  /** Stands in line, and may be granted at once. */
  readonly join: (waiter: Waiter, now: number) => void
  /** Answers whether it stood there. */
  readonly leave: (waiter: Waiter) => boolean
  /** Some of these may be free again: whoever can go on is granted. */
  readonly freed: (resources: readonly Resource[], now: number) => void
  /** Time has passed. */
  readonly passed: (now: number) => void
  /** When time alone lets somebody go on. */
  readonly nextAt: (now: number) => number | undefined
  /** Whether somebody in line needs it. */
  readonly isNeeded: (resource: Resource) => boolean
}

interface Lane {
  readonly needs: readonly Resource[]
  /** In the order in which they go. */
  readonly waiters: Waiter[]
  /** One of its needs that was not free when it was last looked at. */
  blocker: Resource | undefined
}

/** Makes an empty line. */
export const makeLine = (): Line => {
  const lanes = new Map<string, Lane>()
  /** The lanes that wait for a resource: nobody else need be looked at once it is free. */
  const blocked = new Map<Resource, Set<Lane>>()

  /** How many lanes need a resource. */
  const users = new Map<Resource, number>()

  const unblock = (lane: Lane): void => {
    if (lane.blocker === undefined) return
    const waiting = blocked.get(lane.blocker)
    waiting?.delete(lane)
    if (waiting?.size === 0) blocked.delete(lane.blocker)
    lane.blocker = undefined
  }

  const block = (lane: Lane, blocker: Resource): void => {
    unblock(lane)
    lane.blocker = blocker
    blocked.set(blocker, (blocked.get(blocker) ?? new Set()).add(lane))
  }

  /** Grants the first of a lane if it can have what it needs; else the lane waits for what is missing. */
  const advance = (lane: Lane, now: number): void => {
    const missing = lane.needs.find((need) => !need.isFree(now))
    if (missing !== undefined) return block(lane, missing)
    const first = lane.waiters.shift()
    if (lane.waiters.length === 0) remove(lane, first)
    for (const need of lane.needs) need.take(now)
    first?.granted(now)
  }

  const open = (waiter: Waiter): Lane => {
    const lane = { needs: waiter.needs, waiters: [], blocker: undefined }
    lanes.set(waiter.lane, lane)
    for (const need of lane.needs) users.set(need, (users.get(need) ?? 0) + 1)
    return lane
  }

  const remove = (lane: Lane, last: Waiter | undefined): void => {
    unblock(lane)
    if (last === undefined || !lanes.delete(last.lane)) return
    for (const need of lane.needs) {
      const left = (users.get(need) ?? 0) - 1
      if (left > 0) users.set(need, left)
      else users.delete(need)
    }
  }

  const freed = (resources: readonly Resource[], now: number): void => {
    for (;;) {
      let best: Lane | undefined
      for (const resource of resources) {
        const waiting = blocked.get(resource)
        if (waiting === undefined || !resource.isFree(now)) continue
        for (const lane of waiting) if (best === undefined || isBefore(lane.waiters[0], best.waiters[0])) best = lane
      }
      if (best === undefined) return
      advance(best, now)
    }
  }

  return {
    enter: (needs, now) => {
      // What time alone has freed meanwhile belongs to those who stood there before.
      freed(needs, now)
      if (!needs.every((need) => need.isFree(now))) return false
      for (const need of needs) need.take(now)
      return true
    },
    join: (waiter, now) => {
      freed(waiter.needs, now)
      const lane = lanes.get(waiter.lane) ?? open(waiter)
      lane.waiters.splice(indexOf(lane.waiters, waiter), 0, waiter)
      if (lane.waiters.length === 1) advance(lane, now)
    },
    leave: (waiter) => {
      const lane = lanes.get(waiter.lane)
      const at = lane === undefined ? -1 : indexOf(lane.waiters, waiter)
      if (lane?.waiters[at] !== waiter) return false
      lane.waiters.splice(at, 1)
      if (lane.waiters.length === 0) remove(lane, waiter)
      return true
    },
    freed,
    passed: (now) => freed([...blocked.keys()], now),
    nextAt: (now) => {
      let next: number | undefined
      for (const resource of blocked.keys()) {
        const at = resource.freeAt(now)
        if (at !== undefined && (next === undefined || at < next)) next = at
      }
      return next
    },
    isNeeded: (resource) => users.has(resource),
  }
}

const isBefore = (one: Waiter | undefined, other: Waiter | undefined): boolean =>
  one !== undefined &&
  other !== undefined &&
  (one.priority === other.priority ? one.place < other.place : one.priority > other.priority)

/** Where a waiter stands, or would stand. */
const indexOf = (waiters: readonly Waiter[], waiter: Waiter): number => {
  let from = 0
  let to = waiters.length
  while (from < to) {
    const middle = (from + to) >> 1
    if (isBefore(waiters[middle], waiter)) from = middle + 1
    else to = middle
  }
  return from
}
