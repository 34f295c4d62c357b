/** Something of which only so much can be had: taken when an attempt begins. */
export interface Resource {
  readonly isFree: (now: number) => boolean
  readonly take: (now: number) => void
  /** Whoever took it has ended. */
  readonly giveBack: () => void
  /** Whoever took it then has not begun after all. */
  readonly undo: (at: number) => void
  /** When it is free though nobody gives anything back; `undefined`: never. */
  readonly freeAt: (now: number) => number | undefined
  /** Whether forgetting it would change nothing. */
  readonly isIdle: (now: number) => boolean
}

/** So many at once. */
export const slots = (limit: number): Resource => {
  let taken = 0
  const giveBack = (): void => {
    taken -= 1
  }
  return {
    isFree: () => taken < limit,
    take: () => {
      taken += 1
    },
    giveBack,
    undo: giveBack,
    freeAt: () => undefined,
    isIdle: () => taken === 0,
  }
}

/** So many within any `per` ms; `begun` is when the last ones began, in order. */
export const rateWindow = (limit: number, per: number, begun: readonly number[] = []): Resource => {
  let times = begun.toSorted(ascending)

  const forget = (now: number): void => {
    // The clock was set back, and by more than it may be put right: nobody waits longer than for what has just begun.
    const latest = now + per
    if ((times.at(-1) ?? 0) > latest) times = times.map((at) => (at > latest ? now : at)).toSorted(ascending)
    const kept = times.findIndex((time) => time > now - per)
    if (kept !== 0) times.splice(0, kept === -1 ? times.length : kept)
  }

  return {
    isFree: (now) => {
      forget(now)
      return times.length < limit
    },
    take: (now) => void times.splice(times.findLastIndex((time) => time <= now) + 1, 0, now),
    giveBack: () => {},
    undo: (at) => {
      const found = times.lastIndexOf(at)
      if (found !== -1) times.splice(found, 1)
    },
    freeAt: (now) => {
      forget(now)
      const first = times[times.length - limit]
      return first === undefined ? now : first + per
    },
    isIdle: (now) => {
      forget(now)
      return times.length === 0
    },
  }
}

const ascending = (one: number, other: number): number => one - other
