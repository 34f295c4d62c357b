import { backUpDatabase } from "@statewright/store"

import { command } from "../command-line/command.ts"
import { word } from "../command-line/flag.ts"
import { sharedFlags } from "../command-line/shared-flags.ts"
import { exitCode } from "../error/exit-code.ts"
import { existingFile } from "../run/open-database.ts"
import { envelope, jsonText } from "../screen/json-text.ts"

/** `statewright db backup`: copies a database. */
export const backUp = command("backup", {
  about: "Writes a sound copy of a database, as of one moment, while engines work on it.",
  examples: [["statewright db backup backups/monday.db", "copy statewright.db"]],
  takes: {
    target: word("file", "Where to; it must not be there yet."),
    database: sharedFlags.database,
    json: sharedFlags.json,
  },
  run: async ({ target, database, json }, screen) => {
    const bytes = await backUpDatabase(existingFile(database), target)
    if (json) screen.data(jsonText(envelope("db.backup/1", { file: target, bytes })))
    else screen.talk(`Wrote ${target}, ${bytes} bytes, and looked it through.`)
    return exitCode.ok
  },
})
