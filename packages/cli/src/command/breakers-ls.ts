import { type BreakerInfo, readBreakers } from "@statewright/runtime"

import { breakerJson } from "../breaker/breaker-json.ts"
import { opensText, stateText } from "../breaker/breaker-text.ts"
import { command } from "../command-line/command.ts"
import { sharedFlags } from "../command-line/shared-flags.ts"
import { exitCode } from "../error/exit-code.ts"
import { readDatabase } from "../run/open-database.ts"
import { envelope, jsonText } from "../screen/json-text.ts"
import { printableLine } from "../screen/printable.ts"
import { table } from "../screen/table.ts"

/** `statewright breakers ls`: lists circuit breakers. */
export const listBreakers = command("ls", {
  about: "Lists the circuit breakers by their keys, with how each of them stands.",
  examples: [
    ["statewright breakers ls", "all of them"],
    ["statewright breakers ls --json", "for a program"],
  ],
  takes: { database: sharedFlags.database, json: sharedFlags.json },
  run: async ({ database, json }, screen) => {
    const all = await readDatabase(database, (store) => readBreakers({ store, now: Date.now }).list())
    if (json) screen.data(jsonText(envelope("breakers.ls/1", all.map(breakerJson))))
    else if (all.length === 0) screen.talk("No step here has had a circuit breaker.")
    else screen.data(table(["BREAKER", "STATE", "FAILED", "OPENS AFTER"], all.map(rowOf)))
    return exitCode.ok
  },
})

const rowOf = (breaker: BreakerInfo): readonly string[] => [
  printableLine(breaker.key),
  stateText(breaker, Date.now()),
  failedText(breaker),
  opensText(breaker.settings),
]

const failedText = ({ failures, recent }: BreakerInfo): string =>
  recent === undefined ? `${failures} in a row` : `${recent.failures} of ${recent.calls}`
