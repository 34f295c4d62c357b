import { type LetterInfo, readLetters } from "@statewright/runtime"

import { command } from "../command-line/command.ts"
import { choice, count, text } from "../command-line/flag.ts"
import { sharedFlags } from "../command-line/shared-flags.ts"
import { exitCode } from "../error/exit-code.ts"
import { Usage } from "../error/usage.ts"
import { letterFlags, queryOf } from "../letter/letter-flags.ts"
import { letterJson } from "../letter/letter-json.ts"
import { letterStatus } from "../letter/letter-text.ts"
import { readDatabase } from "../run/open-database.ts"
import { envelope, jsonText } from "../screen/json-text.ts"
import type { Paint } from "../screen/paint.ts"
import { printableId, printableLine } from "../screen/printable.ts"
import { table } from "../screen/table.ts"
import { momentText } from "../screen/time-text.ts"

/** `statewright dlq ls`: lists dead letters. */
export const listLetters = command("ls", {
  about: "Lists dead letters, the newest first.",
  examples: [
    ["statewright dlq ls", "the newest"],
    ["statewright dlq ls --step charge --handled no", "those of a step with which their runs failed"],
    ["statewright dlq ls --json --limit 100", "for a program; `next` is the cursor of the next page"],
  ],
  takes: {
    ...letterFlags,
    status: choice("status", ["dead", "waiting", "replaying"], { as: "STATUS", about: "Only those of this status." }),
    limit: count("limit", { as: "N", about: "At most so many. Default: 50.", fallback: 50 }),
    cursor: text("cursor", { as: "CURSOR", about: "Go on where the last page ended." }),
    database: sharedFlags.database,
    json: sharedFlags.json,
  },
  run: async ({ status, limit, cursor, database, json, ...given }, screen) => {
    if (cursor !== undefined && !/^[1-9]\d{0,15}$/.test(cursor)) {
      throw new Usage(`${printableLine(cursor)} is no cursor.`, "Give what the page before printed as `next`.")
    }
    const query = { ...queryOf(given), limit, ...(status && { status }), ...(cursor && { cursor }) }
    const { letters, next } = await readDatabase(database, (store) => readLetters(store).list(query))
    if (json) {
      screen.data(jsonText(envelope("dlq.ls/1", letters.map(letterJson), next)))
      return exitCode.ok
    }
    if (letters.length === 0) screen.talk("No dead letter fits.")
    else {
      screen.data(
        table(
          head,
          letters.map((letter) => rowOf(letter, screen.dataPaint)),
        ),
      )
    }
    if (next !== undefined) screen.talk(screen.paint.dim(`There are more: add --cursor ${next}`))
    return exitCode.ok
  },
})

const head = ["LETTER", "STATUS", "STEP", "ERROR", "TIMES", "LAST FAILED", "RUN", "FINGERPRINT", ""]

const rowOf = (letter: LetterInfo, paint: Paint): readonly string[] => [
  String(letter.id),
  letterStatus(letter, paint),
  printableLine(letter.step),
  printableLine(letter.tag),
  String(letter.times),
  momentText(letter.lastFailedAt),
  printableId(letter.runId),
  letter.fingerprint,
  [...(letter.handled ? ["handled"] : []), ...(letter.resumable ? ["resumable"] : [])].join(", "),
]
