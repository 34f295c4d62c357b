import type { WaitId } from "@statewright/model"

/** The locks of all runs, as far as one test goes. */
export interface TestLocks {
  /** Asks for a lock, which is granted in the order of asking; answers what leaves the line. */
  readonly take: (key: string, wait: WaitId, grant: () => void) => () => void
  readonly release: (wait: WaitId) => void
}

interface Place {
  readonly wait: WaitId
  readonly grant: () => void
}

/** The locks of one test. */
export const testLocks = (): TestLocks => {
  const lines = new Map<string, Place[]>()
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
      if (line.push({ wait, grant }) === 1) grant()
      return () => leave(wait)
    },
    release: leave,
  }
}
