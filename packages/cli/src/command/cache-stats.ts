import { type CacheStats, cacheStats } from "@statewright/runtime"
import { command } from "../command-line/command.ts"
import { sharedFlags } from "../command-line/shared-flags.ts"
import { exitCode } from "../error/exit-code.ts"
import { readDatabase } from "../run/open-database.ts"
import { envelope, jsonText } from "../screen/json-text.ts"
import { printableLine } from "../screen/printable.ts"
import { table } from "../screen/table.ts"

/** `statewright cache stats`: how often steps were answered from their caches. */
export const countAnswers = command("stats", {
  about: "Shows for each step how often it was answered from its cache, since the database was made.",
  examples: [["statewright cache stats --json", "for a program"]],
  takes: { database: sharedFlags.database, json: sharedFlags.json },
  run: async ({ database, json }, screen) => {
    const stats = await readDatabase(database, cacheStats)
    if (json) screen.data(jsonText(envelope("cache.stats/1", stats)))
    else if (stats.length === 0) screen.talk("No step with a cache has run.")
    else screen.data(table(["STEP", "HIT RATE", "HITS", "STALE", "JOINED", "MISSES"], stats.map(rowOf)))
    return exitCode.ok
  },
})

const rowOf = ({ step, hitRate, hits, stale, joined, misses }: CacheStats): readonly string[] => [
  printableLine(step),
  `${(hitRate * 100).toFixed(1)} %`,
  ...[hits, stale, joined, misses].map(String),
]
