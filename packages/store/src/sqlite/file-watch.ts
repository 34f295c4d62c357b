import { statSync } from "node:fs"
import { DatabaseReplaced } from "../errors/database-replaced.ts"

/** Knows which files are open under the name of a database. */
export interface FileWatch {
  /** Looks whether they still stand there; throws `DatabaseReplaced`. */
  look(): void
  /** Throws if it was noticed before that they do not. */
  recall(): void
}

/** Watches the file at `path`, which is open, and its log. */
export const fileWatch = (path: string): FileWatch => {
  const watched = [path, `${path}-wal`].map((place) => ({ place, open: identityOf(place) }))
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
