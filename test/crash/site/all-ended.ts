import { openSqliteStore } from "@statewright/store"
import type { Site } from "./site.ts"
import { onCopy } from "./site.ts"

/** Whether no run of a site is at work, and none is to begin; a parked one waits for a word. */
export const allEnded = (site: Site): Promise<boolean> =>
  onCopy(site, async (database) => {
    const store = await openSqliteStore({ path: database })
    try {
      const { runs } = await store.counts()
      const pending = await store.pendingInbox({ limit: 10_000 })
      return runs.running === 0 && runs.queued === 0 && pending.every(({ kind }) => kind !== "start")
    } finally {
      await store.close()
    }
  })
