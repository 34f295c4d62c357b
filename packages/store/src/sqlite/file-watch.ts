import { statSync } from "node:fs"
import { resolve } from "node:path"
import { DatabaseReplaced } from "../errors/database-replaced.ts"

/** Knows which files are open under the name of a database. */
export interface FileWatch {
  /** Looks whether they still stand there; throws `DatabaseReplaced`. */
  look(): void
  /** Throws if it was noticed before that they do not. */
  recall(): void
}

/** Watches the file at `path`, which is open, its log, and what it was opened as: a link may be led elsewhere. */
export const fileWatch = (path: string, given: string): FileWatch => {
  const watched = [...new Set([path, `${path}-wal`, resolve(given)])].map((place) => ({
    place,
    open: identityOf(place),
  }))
  let noticed: DatabaseReplaced | undefined

  const recall = (): void => {
    if (noticed !== undefined) throw noticed
  }

  return {
    recall,
    look: () => {
      const moved = watched.find(({ place, open }) => identityOf(place) !== open)
      if (moved !== undefined) noticed ??= new DatabaseReplaced(path, moved.place)
      recall()
    },
  }
}

/** What tells a file from every other one that is there. */
const identityOf = (place: string): string => {
  const stat = statSync(place, { throwIfNoEntry: false, bigint: true })
  return stat === undefined ? "nothing" : `${stat.dev}:${stat.ino}`
}
