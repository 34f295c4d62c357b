import { openSqliteStore } from "@statewright/store"
import { runId } from "./play.ts"

/** The state of the body in which the run of a case rests in a folder. */
export const storedState = async (folder: string): Promise<string | null> => {
  const store = await openSqliteStore({ path: `${folder}/app.db` })
  try {
    return (await store.run(runId))?.state ?? null
  } finally {
    await store.close()
  }
}
