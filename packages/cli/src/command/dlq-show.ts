import { readLetters } from "@statewright/runtime"

import { command } from "../command-line/command.ts"
import { word } from "../command-line/flag.ts"
import { sharedFlags } from "../command-line/shared-flags.ts"
import { exitCode } from "../error/exit-code.ts"
import { letterIdOf } from "../letter/letter-id.ts"
import { letterDetailJson } from "../letter/letter-json.ts"
import { letterText } from "../letter/letter-text.ts"
import { readDatabase } from "../run/open-database.ts"
import { envelope, jsonText } from "../screen/json-text.ts"

/** `statewright dlq show`: shows one dead letter. */
export const showLetter = command("show", {
  about: "Shows a dead letter: the input of its run and of its step, the error, and every attempt.",
  examples: [
    ["statewright dlq show 17", "one dead letter"],
    ["statewright dlq show 17 --json", "for a program"],
  ],
  takes: {
    id: word("letter", "The letter's number."),
    database: sharedFlags.database,
    json: sharedFlags.json,
  },
  run: async ({ id, database, json }, screen) => {
    const letter = await readDatabase(database, (store) => readLetters(store).get(letterIdOf(id)))
    if (json) screen.data(jsonText(envelope("dlq.show/1", letterDetailJson(letter))))
    else screen.data(letterText(letter, screen.dataPaint))
    return exitCode.ok
  },
})
