import { vacuumDatabase } from "@statewright/store"

import { command } from "../command-line/command.ts"
import { sharedFlags } from "../command-line/shared-flags.ts"
import { exitCode } from "../error/exit-code.ts"
import { existingFile } from "../run/open-database.ts"
import { envelope, jsonText } from "../screen/json-text.ts"

/** `statewright db vacuum`: makes a database small. */
export const vacuum = command("vacuum", {
  about: "Rewrites a database without what deleted rows left behind. No engine may work on it meanwhile.",
  examples: [["statewright db vacuum --database app.db", "needs as much free disk as the file takes"]],
  takes: { database: sharedFlags.database, json: sharedFlags.json },
  run: async ({ database, json }, screen) => {
    const file = existingFile(database)
    const { before, after } = await vacuumDatabase(file)
    if (json) screen.data(jsonText(envelope("db.vacuum/1", { file, before, after })))
    else screen.talk(`${file} took ${before} bytes, and takes ${after} now.`)
    return exitCode.ok
  },
})
