import type { WaitId } from "@statewright/model"

/** The locks of all runs, as far as one test goes. */
export interface TestLocks {
  /** Asks for a lock, which is granted in the order of asking; answers what leaves the line. */
  readonly take: (key: string, wait: WaitId, grant: () => void) => () => void
  readonly release: (wait: WaitId) => void
  /** The key of the lock that somebody has waited for longest, if anybody does. */
  readonly awaited: () => string | undefined
}

interface Place {
  readonly wait: WaitId
  readonly grant: () => void
  /** Its place among all that asked. */
  readonly at: number
}

/** The locks of one test. */
export const testLocks = (): TestLocks => {
  const lines = new Map<string, Place[]>()
  let places = 0
  const leave = (wait: WaitId): void => {
    for (const [key, line] of lines) {
      const at = line.findIndex((place) => place.wait === wait)
      if (at < 0) continue
      line.splice(at, 1)
      if (line.length === 0) lines.delete(key)
      else if (at === 0) line[0]?.grant()
    }
  }
  return {
    take: (key, wait, grant) => {
      const line = lines.get(key) ?? []
      lines.set(key, line)
      if (line.push({ wait, grant, at: places++ }) === 1) grant()
      return () => leave(wait)
    },
    release: leave,
    awaited: () =>
      [...lines]
        .flatMap(([key, line]) => line.slice(1).map(({ at }) => ({ key, at })))
        .toSorted((one, other) => one.at - other.at)[0]?.key,
  }
}
