import { command } from "../command-line/command.ts"
import { sharedFlags } from "../command-line/shared-flags.ts"
import { exitCode } from "../error/exit-code.ts"
import { existingFile, readDatabase } from "../run/open-database.ts"
import { envelope, jsonText } from "../screen/json-text.ts"
import { printableLine } from "../screen/printable.ts"

/** `statewright db check`: looks a database through. */
export const checkFile = command("check", {
  about: "Reads a whole database and says what is wrong with it. Exits with 1 if something is.",
  examples: [["statewright db check --database app.db", "may take a while for a large file"]],
  takes: { database: sharedFlags.database, json: sharedFlags.json },
  run: async ({ database, json }, screen) => {
    const file = existingFile(database)
    const problems = await readDatabase(file, (store) => store.check())
    if (json) screen.data(jsonText(envelope("db.check/1", { file, sound: problems.length === 0, problems })))
    else if (problems.length === 0) screen.data(`${file} is sound`)
    else for (const problem of problems) screen.data(printableLine(problem))
    return problems.length === 0 ? exitCode.ok : exitCode.failed
  },
})
