import { type CacheInfo, listCache } from "@statewright/runtime"
import { cacheFlags, cacheQuery } from "../cache/cache-query.ts"
import { command } from "../command-line/command.ts"
import { count, text } from "../command-line/flag.ts"
import { sharedFlags } from "../command-line/shared-flags.ts"
import { exitCode } from "../error/exit-code.ts"
import { readDatabase } from "../run/open-database.ts"
import { iso } from "../run/run-json.ts"
import { envelope, jsonText } from "../screen/json-text.ts"
import { printableId, printableLine } from "../screen/printable.ts"
import { table } from "../screen/table.ts"
import { momentText } from "../screen/time-text.ts"

/** `statewright cache ls`: lists cached answers. */
export const listAnswers = command("ls", {
  about: "Lists what steps answered and the database keeps, without the answers themselves.",
  examples: [
    ["statewright cache ls --step price", "what one step answered"],
    ["statewright cache ls --pattern 'price/user:*' --tenant acme", "by key, for one tenant"],
  ],
  takes: {
    ...cacheFlags,
    limit: count("limit", { as: "N", about: "At most so many. Default: 50.", fallback: 50 }),
    cursor: text("cursor", { as: "CURSOR", about: "Go on where the last page ended." }),
    database: sharedFlags.database,
    json: sharedFlags.json,
  },
  run: async ({ limit, cursor, database, json, ...words }, screen) => {
    const query = { ...(await cacheQuery(words)), limit, ...(cursor !== undefined && { cursor }) }
    const { entries, next } = await readDatabase(database, (store) => listCache(store, query))
    if (json) {
      screen.data(jsonText(envelope("cache.ls/1", entries.map(entryJson), next)))
      return exitCode.ok
    }
    if (entries.length === 0) screen.talk("No cached answer fits.")
    else screen.data(table(head, entries.map(rowOf)))
    if (next !== undefined) screen.talk(screen.paint.dim(`There are more: add --cursor ${next}`))
    return exitCode.ok
  },
})

const entryJson = ({ storedAt, expiresAt, endsAt, ...entry }: CacheInfo) => ({
  ...entry,
  storedAt: iso(storedAt),
  ...(expiresAt !== undefined && { expiresAt: iso(expiresAt) }),
  ...(endsAt !== undefined && { endsAt: iso(endsAt) }),
})

const head = ["STEP", "KEY", "SCOPE", "TENANT", "KIND", "STORED", "FRESH UNTIL", "TAGS", "RUN"]

const rowOf = ({ step, key, scope, tenant, kind, storedAt, expiresAt, tags, runId }: CacheInfo): readonly string[] => [
  printableLine(step),
  printableLine(key).slice(0, 60),
  scope,
  tenant === undefined ? "" : printableLine(tenant),
  kind,
  momentText(storedAt),
  expiresAt === undefined ? "invalidated" : momentText(expiresAt),
  printableLine(tags.join(" ")).slice(0, 40),
  runId === undefined ? "" : printableId(runId),
]
