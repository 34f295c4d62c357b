import { readdirSync, statSync } from "node:fs"
import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import Database from "better-sqlite3"

/** What the process and the file hold at a moment, by what it is. */
export type Sample = Readonly<Record<string, number>>

/** Takes samples of this process and of a database that it works on. */
export interface Sampler {
  readonly sample: () => Sample
  readonly close: () => void
}

export const makeSampler = (database: string): Sampler => {
  const connection = new Database(database, { readonly: true })
  const tables = connection
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all()
  const counts = tables.map(
    (table) => [`rows of ${table}`, connection.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck()] as const,
  )
  setFlagsFromString("--expose_gc")
  const collect = runInNewContext("gc") as () => void // the flag brings it

  return {
    sample: () => {
      collect()
      const young = youngGeneration()
      const { heapUsed, rss, external } = process.memoryUsage()
      return {
        "heap KiB": kib(heapUsed),
        "external KiB": kib(external),
        "young KiB": kib(young),
        "RSS without young KiB": kib(rss - young),
        handles: process.getActiveResourcesInfo().length,
        fds: openFiles(),
        "file KiB": sizeOf(database),
        "WAL KiB": sizeOf(`${database}-wal`),
        ...Object.fromEntries(counts.map(([name, count]) => [name, count.get() ?? 0])),
      }
    },
    close: () => void connection.close(),
  }
}

/**
 * What V8 holds for objects that have just been made. Under load it grows in steps to a bound of its own (from 53 to
 * 128 MiB within twenty minutes, measured), whatever the program keeps; in RSS that would look like a leak, or hide one.
 */
const youngGeneration = (): number =>
  getHeapSpaceStatistics().find((space) => space.space_name === "new_space")?.physical_space_size ?? 0

const kib = (bytes: number): number => Math.round(bytes / 1024)

const sizeOf = (file: string): number => kib(statSync(file, { throwIfNoEntry: false })?.size ?? 0)

/** Only Linux tells. */
const openFiles = (): number => {
  try {
    return readdirSync("/proc/self/fd").length
  } catch {
    return 0
  }
}
