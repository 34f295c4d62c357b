import { cp, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { basename, join } from "node:path"

/** Where one crash test happens. */
export interface Site {
  readonly folder: string
  readonly database: string
  /** What reached the outside world. */
  readonly effects: string
  /** What callers asked for and were told. */
  readonly told: string
  /** Who led. */
  readonly leads: string
}

/** A site in a folder of its own. */
export const newSite = async (name = "crash"): Promise<Site> => {
  const folder = await mkdtemp(join(tmpdir(), `statewright-${name}-`))
  return {
    folder,
    database: join(folder, "app.db"),
    effects: join(folder, "effects.jsonl"),
    told: join(folder, "told.jsonl"),
    leads: join(folder, "leads.jsonl"),
  }
}

/**
 * Lets `look` see the database as a dead process left it: on a copy, so that its write-ahead log is there as it was for
 * the process that goes on.
 */
export const onCopy = async <Seen>(
  { folder, database }: Site,
  look: (database: string) => Promise<Seen>,
): Promise<Seen> => {
  const copy = await mkdtemp(join(tmpdir(), "statewright-copy-"))
  try {
    await cp(folder, copy, { recursive: true, filter: (path) => !path.endsWith(".leader") && !path.endsWith("-shm") })
    return await look(join(copy, basename(database)))
  } finally {
    await rm(copy, { recursive: true })
  }
}
