import { invalidateCache } from "@statewright/runtime"
import { cacheFlags, cacheQuery } from "../cache/cache-query.ts"
import { command } from "../command-line/command.ts"
import { defaultDatabase, sharedFlags } from "../command-line/shared-flags.ts"
import { exitCode } from "../error/exit-code.ts"
import { readDatabase } from "../run/open-database.ts"
import { requestingOf } from "../run/requesting-of.ts"
import { envelope, jsonText } from "../screen/json-text.ts"

/** `statewright cache invalidate`: removes cached answers. */
export const removeAnswers = command("invalidate", {
  about:
    "Removes cached answers from all stores, and what steps at work come to is not kept. It is stored first: whoever " +
    "leads does it, now or later.",
  examples: [
    ["statewright cache invalidate --tag prices", "all with a tag"],
    ["statewright cache invalidate --step price --key '\"user:7\"'", "what a step answered to one key"],
    ["statewright cache invalidate --pattern 'price/user:*' --every-tenant", "by key, for all tenants"],
  ],
  takes: { ...cacheFlags, database: sharedFlags.database, json: sharedFlags.json },
  run: async ({ database, json, ...words }, screen) => {
    const query = await cacheQuery(words)
    const leader = await readDatabase(database, async (store) => {
      await invalidateCache({ ...requestingOf(store), soon: async () => undefined }, query)
      return (await store.leader())?.pid
    })
    if (json) screen.data(jsonText(envelope("cache.invalidate/1", { status: "requested", leader: leader ?? null })))
    else {
      screen.talk(
        leader === undefined
          ? `Stored. No process leads ${database ?? defaultDatabase} now: it is done as soon as one does.`
          : `Stored. Process ${leader} does it.`,
      )
    }
    return exitCode.ok
  },
})
