import { checkSnapshots, type UnreadRun } from "@statewright/runtime"
import type { Store } from "@statewright/store"

import { command } from "../command-line/command.ts"
import { sharedFlags } from "../command-line/shared-flags.ts"
import { exitCode } from "../error/exit-code.ts"
import { existingFile, readDatabase } from "../run/open-database.ts"
import { envelope, jsonText } from "../screen/json-text.ts"
import { printableId, printableLine } from "../screen/printable.ts"

/** `statewright db check`: looks a database through. */
export const checkFile = command("check", {
  about:
    "Reads a whole database, and the snapshot of each run that has not ended, and says what is wrong with it. " +
    "Exits with 1 if something is.",
  examples: [["statewright db check --database app.db", "may take a while for a large file"]],
  takes: { database: sharedFlags.database, json: sharedFlags.json },
  run: async ({ database, json }, screen) => {
    const file = existingFile(database)
    const { problems, damagedRuns, sealedRuns } = await readDatabase(file, lookThrough)
    const sound = problems.length === 0
    if (json) screen.data(jsonText(envelope("db.check/1", { file, sound, problems, damagedRuns, sealedRuns })))
    else if (sound && sealedRuns.length === 0) screen.data(`${file} is sound`)
    else if (sound) screen.data(`${file} is sound, as far as it can be read`)
    else for (const problem of problems) screen.data(printableLine(problem))
    if (json) return sound ? exitCode.ok : exitCode.failed

    if (damagedRuns.length > 0) screen.talk(`${screen.paint.cyan("hint:")} ${remedy}`)
    if (sealedRuns.length > 0) {
      screen.talk(
        `Snapshots that are sealed were not read, of so many runs: ${sealedRuns.length}. Give their keys in STATEWRIGHT_KEYS.`,
      )
    }
    return sound ? exitCode.ok : exitCode.failed
  },
})

interface Found {
  readonly problems: readonly string[]
  readonly damagedRuns: readonly string[]
  readonly sealedRuns: readonly string[]
}

const lookThrough = async (store: Store): Promise<Found> => {
  const problems = await store.check()
  // What stands on damaged pages is damaged with them, and may not even be listed.
  if (problems.length > 0) return { problems, damagedRuns: [], sealedRuns: [] }
  const { damaged, sealed } = await checkSnapshots(store)
  return { problems: damaged.map(problemOf), damagedRuns: damaged.map(idOf), sealedRuns: sealed.map(idOf) }
}

const problemOf = ({ id, workflow, error }: UnreadRun): string =>
  `run ${printableId(id)} of ${workflow} cannot go on: ${error.code} ${error.message}`

const idOf = ({ id }: UnreadRun): string => id

const remedy =
  "Restore the database from a backup. Or end such a run, and start another one: statewright runs cancel RUN --force"
