import { readBreakers } from "@statewright/runtime"

import { breakerJson } from "../breaker/breaker-json.ts"
import { breakerText } from "../breaker/breaker-text.ts"
import { command } from "../command-line/command.ts"
import { word } from "../command-line/flag.ts"
import { sharedFlags } from "../command-line/shared-flags.ts"
import { exitCode } from "../error/exit-code.ts"
import { readDatabase } from "../run/open-database.ts"
import { envelope, jsonText } from "../screen/json-text.ts"

/** `statewright breakers show`: all that is known of one circuit breaker. */
export const showBreaker = command("show", {
  about: "Shows one circuit breaker: how it stands and what it goes by.",
  examples: [["statewright breakers show payments", "all that is known of it"]],
  takes: { key: word("key", "The breaker's key."), database: sharedFlags.database, json: sharedFlags.json },
  run: async ({ key, database, json }, screen) => {
    const found = await readDatabase(database, (store) => readBreakers({ store, now: Date.now }).get(key))
    screen.data(json ? jsonText(envelope("breakers.show/1", breakerJson(found))) : breakerText(found, Date.now()))
    return exitCode.ok
  },
})
