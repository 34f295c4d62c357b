import { type CancelAnswer, cancelRun } from "@statewright/runtime"

import { command } from "../command-line/command.ts"
import { text, toggle } from "../command-line/flag.ts"
import { defaultDatabase, runWord, sharedFlags } from "../command-line/shared-flags.ts"
import { exitCode } from "../error/exit-code.ts"
import { readDatabase } from "../run/open-database.ts"
import { requestingOf } from "../run/requesting-of.ts"
import { runIdOf } from "../run/run-id-of.ts"
import { envelope, jsonText } from "../screen/json-text.ts"

/** `statewright runs cancel`: cancels a run. */
export const cancel = command("cancel", {
  about: "Cancels a run: what waits in it is told, and may clean up for five minutes.",
  examples: [
    ['statewright runs cancel RUN --reason "ordered twice"', "the workflow sees the reason"],
    ["statewright runs cancel RUN --force", "end it at once, without cleaning up"],
  ],
  takes: {
    id: runWord,
    reason: text("reason", { as: "TEXT", about: "Why; it stands in the error that the workflow sees." }),
    force: toggle("force", "Do not let it clean up. The only way for a run that is parked."),
    database: sharedFlags.database,
    json: sharedFlags.json,
  },
  run: async ({ id, reason, force, database, json }, screen) => {
    const { run, answer, leader } = await readDatabase(database, async (store) => {
      const meant = await runIdOf(store, id)
      const came = await cancelRun(requestingOf(store), meant, { force, ...(reason !== undefined && { reason }) })
      return { run: meant, answer: came, leader: (await store.leader())?.pid }
    })
    if (json) screen.data(jsonText(envelope("runs.cancel/1", { id: run, answer, leader: leader ?? null })))
    else screen.talk(answerText(answer, { leader, file: database ?? defaultDatabase }))
    return exitCode.ok
  },
})

const answerText = (
  answer: CancelAnswer,
  { leader, file }: { readonly leader: number | undefined; readonly file: string },
): string => {
  const isLed = leader !== undefined
  switch (answer) {
    case "cancelling":
      return isLed
        ? `Stored. Process ${leader} tells the run.`
        : `Stored. No process leads ${file} now: the run is cancelled when one does.`
    case "asked already":
      return isLed
        ? `That is asked for and stored already. Process ${leader} tells the run.`
        : `That is asked for and stored already. No process leads ${file} now: the run is cancelled when one does.`
    case "cancelling already":
      return isLed
        ? "It is being cancelled already, and cleans up."
        : `It is being cancelled already. No process leads ${file} now: it goes on cleaning up when one does.`
  }
}
