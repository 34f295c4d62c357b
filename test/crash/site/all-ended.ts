import { openSqliteStore, type Store } from "@statewright/store"
import type { Site } from "./site.ts"

/**
 * Whether no run of a site is at work, and nothing that was asked for is left to do; a parked one waits for a word. Asks
 * the file itself: a copy of one that somebody writes to may be of two moments. What changes while it looks it looks at
 * another time: a run that ends and puts a start into an inbox must not fall between two questions.
 */
export const allEnded = async ({ database }: Site): Promise<boolean> => {
  const store = await openSqliteStore({ path: database })
  try {
    await store.changed()
    const { runs } = await store.counts()
    // Of the replay of a dead letter a run comes that is not there yet.
    const awaited = await store.countLetters({ status: "waiting" })
    const isAtRest = runs.running === 0 && runs.queued === 0 && awaited === 0 && (await allTaken(store))
    return isAtRest && !(await store.changed())
  } finally {
    await store.close()
  }
}

const allTaken = async (store: Store): Promise<boolean> => {
  for (const { runId } of await store.pendingInbox({ limit: 10_000 })) {
    if ((await store.run(runId))?.status !== "parked") return false
  }
  return true
}
