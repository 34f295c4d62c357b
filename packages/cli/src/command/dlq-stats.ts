import { type LetterStats, readLetters } from "@statewright/runtime"

import { command } from "../command-line/command.ts"
import { sharedFlags } from "../command-line/shared-flags.ts"
import { exitCode } from "../error/exit-code.ts"
import { letterFlags, queryOf } from "../letter/letter-flags.ts"
import { letterStatsJson } from "../letter/letter-json.ts"
import { readDatabase } from "../run/open-database.ts"
import { envelope, jsonText } from "../screen/json-text.ts"
import { printableLine } from "../screen/printable.ts"
import { table } from "../screen/table.ts"
import { momentText } from "../screen/time-text.ts"

/** `statewright dlq stats`: counts dead letters by what they failed for. */
export const countLetters = command("stats", {
  about: "Counts dead letters by reason: the same error at the same step, from the same function, has one fingerprint.",
  examples: [
    ["statewright dlq stats", "all reasons, the latest first"],
    ["statewright dlq stats --workflow order --json", "those of one workflow, for a program"],
  ],
  takes: { ...letterFlags, database: sharedFlags.database, json: sharedFlags.json },
  run: async ({ database, json, ...given }, screen) => {
    const groups = await readDatabase(database, (store) => readLetters(store).stats(queryOf(given)))
    if (json) screen.data(jsonText(envelope("dlq.stats/1", groups.map(letterStatsJson))))
    else if (groups.length === 0) screen.talk("No dead letter fits.")
    else screen.data(table(head, groups.map(rowOf)))
    return exitCode.ok
  },
})

const head = ["FINGERPRINT", "STEP", "ERROR", "WORKFLOW", "LETTERS", "DEAD", "TIMES", "FIRST", "LAST", "NEWEST"]

const rowOf = (group: LetterStats): readonly string[] => [
  group.fingerprint,
  printableLine(group.step),
  printableLine(group.tag),
  printableLine(group.workflow),
  String(group.letters),
  String(group.dead),
  String(group.times),
  momentText(group.firstFailedAt),
  momentText(group.lastFailedAt),
  String(group.newest),
]
