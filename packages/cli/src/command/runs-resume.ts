import { resumeRun } from "@statewright/runtime"

import { command } from "../command-line/command.ts"
import { defaultDatabase, runWord, sharedFlags } from "../command-line/shared-flags.ts"
import { exitCode } from "../error/exit-code.ts"
import { readDatabase } from "../run/open-database.ts"
import { requestingOf } from "../run/requesting-of.ts"
import { runIdOf } from "../run/run-id-of.ts"
import { envelope, jsonText } from "../screen/json-text.ts"

/** `statewright runs resume`: lets a parked run go on. */
export const continueRun = command("resume", {
  about: "Lets a parked run go on, once what stopped it is mended. It stays parked while that is still there.",
  examples: [["statewright runs resume RUN", "the process that leads the database takes it up"]],
  takes: {
    id: runWord,
    database: sharedFlags.database,
    json: sharedFlags.json,
  },
  run: async ({ id, database, json }, screen) => {
    const { run, leader } = await readDatabase(database, async (store) => {
      const meant = await runIdOf(store, id)
      await resumeRun(requestingOf(store), meant)
      return { run: meant, leader: (await store.leader())?.pid }
    })
    if (json) screen.data(jsonText(envelope("runs.resume/1", { id: run, leader: leader ?? null })))
    else {
      screen.talk(
        leader === undefined
          ? `Stored. No process leads ${database ?? defaultDatabase} now: the run goes on when one does.`
          : `Stored. Process ${leader} takes it up.`,
      )
    }
    return exitCode.ok
  },
})
