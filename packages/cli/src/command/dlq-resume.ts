import { lettersOf } from "@statewright/runtime"

import { command } from "../command-line/command.ts"
import { word } from "../command-line/flag.ts"
import { sharedFlags } from "../command-line/shared-flags.ts"
import { exitCode } from "../error/exit-code.ts"
import { askingLetters } from "../letter/asking-letters.ts"
import { letterIdOf } from "../letter/letter-id.ts"
import { tellDone } from "../letter/tell-done.ts"
import { readDatabase } from "../run/open-database.ts"
import { envelope, jsonText } from "../screen/json-text.ts"
import { printableId } from "../screen/printable.ts"

/** `statewright dlq resume`: lets a failed run go on. */
export const resumeLetter = command("resume", {
  about:
    "Lets the run that failed go on where it failed: what it had done stays done, and the step is called once more. Where that cannot be right it is refused; then replay.",
  examples: [["statewright dlq resume 17", "call the step of a letter once more, in its own run"]],
  takes: {
    id: word("letter", "The letter's number."),
    database: sharedFlags.database,
    json: sharedFlags.json,
  },
  run: ({ id, database, json }, screen) =>
    readDatabase(database, async (store) => {
      const { letters, taken } = await lettersOf(askingLetters(store)).resume(letterIdOf(id))
      if (json) screen.data(jsonText(envelope("dlq.resume/1", { taken, resumed: letters })))
      else {
        for (const { letter, runId } of letters) screen.data(`${letter}  ${printableId(runId)}`)
        await tellDone(store, { isTaken: taken, done: "The run goes on.", database }, screen)
      }
      return exitCode.ok
    }),
})
