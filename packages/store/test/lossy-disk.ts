import type { Durability } from "@statewright/store"

/** What stands in a database and in its log. */
export interface Written {
  readonly database: Buffer
  readonly log: Buffer
}

/** What a loss of power leaves. */
export interface Cut {
  /** The last commit that its caller was told of. */
  readonly acknowledged: number
  /** The last commit that must be there: what was written before was synced since. */
  readonly synced: number
  readonly left: Written
}

const sector = 512
const headerLength = 32

/**
 * A disk that keeps what was synced and any part of what was written since, in any order, sector by sector, some torn.
 * SQLite syncs the log before it folds it into the database and the database before it begins the log again, the head of
 * a log that it begins, and, with `full`, the log at each commit.
 *
 * @param written what stood in the files after each commit
 */
export const lossyDisk = (written: readonly Written[], seed: number): { cut(durability: Durability): Cut } => {
  const random = randomFrom(seed)
  const below = (bound: number): number => Math.floor(random() * bound)
  const at = (commit: number): Written => {
    const found = written[commit]
    if (found === undefined) throw new Error(`there is no commit ${commit}`)
    return found
  }
  const folds = (commit: number): boolean => !at(commit).database.equals(at(commit - 1).database)
  const beginsLog = (commit: number): boolean =>
    commit > 0 && !headOf(at(commit).log).equals(headOf(at(commit - 1).log))

  /** Only what was to be overwritten: SQLite takes it for granted that a disk leaves the bytes beside that alone. */
  const garble = (old: Buffer, written: Buffer): void => {
    for (const [byte, value] of written.entries()) if (old[byte] !== value) old[byte] = below(256)
  }

  const torn = (before: Buffer, after: Buffer): Buffer => {
    const result = Buffer.alloc(Math.max(before.length, after.length))
    before.copy(result)
    let length = before.length
    for (let from = 0; from < after.length; from += sector) {
      const [old, written] = [result.subarray(from, from + sector), after.subarray(from, from + sector)]
      const fate = random()
      if (fate < 0.4 || old.equals(written)) continue
      length = Math.max(length, from + written.length)
      if (fate < 0.9) written.copy(result, from)
      else garble(old, written)
    }
    return result.subarray(0, length)
  }

  /** The log as it was synced at `commit`, once commit `next` has begun to write; a new head is synced first. */
  const begun = (commit: number, next: number): Buffer => {
    const log = Buffer.from(at(commit).log)
    if (beginsLog(next)) headOf(at(next).log).copy(log)
    return log
  }

  return {
    cut: (durability) => {
      const acknowledged = 1 + below(written.length - 2)
      const next = acknowledged + 1
      // In the midst of folding the log in, which is synced by then.
      if (folds(next) && random() < 0.5) {
        const { database, log } = at(next)
        return { acknowledged, synced: next, left: { log, database: torn(at(acknowledged).database, database) } }
      }
      let synced = acknowledged
      if (durability === "normal") while (synced > 0 && !folds(synced) && !beginsLog(synced)) synced--
      const { database } = at(acknowledged)
      if (beginsLog(next) || synced === acknowledged) {
        return { acknowledged, synced, left: { database, log: torn(begun(acknowledged, next), at(next).log) } }
      }
      // A log that was begun since has its head.
      const base = beginsLog(synced) ? begun(synced - 1, synced) : at(synced).log
      const kept = beginsLog(synced) ? synced - 1 : synced
      return { acknowledged, synced: kept, left: { database, log: torn(base, at(next).log) } }
    },
  }
}

const headOf = (log: Buffer): Buffer => log.subarray(0, headerLength)

/** mulberry32. */
const randomFrom = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
}
