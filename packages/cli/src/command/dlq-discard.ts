import { lettersOf } from "@statewright/runtime"

import { command } from "../command-line/command.ts"
import { count, maybeWord, toggle } from "../command-line/flag.ts"
import { sharedFlags } from "../command-line/shared-flags.ts"
import { exitCode } from "../error/exit-code.ts"
import { askingLetters } from "../letter/asking-letters.ts"
import { letterFlags, queryOf } from "../letter/letter-flags.ts"
import { previewText } from "../letter/preview-text.ts"
import { tellDone } from "../letter/tell-done.ts"
import { whichLetters } from "../letter/which-letters.ts"
import { readDatabase } from "../run/open-database.ts"
import { envelope, jsonText } from "../screen/json-text.ts"

/** `statewright dlq discard`: forgets dead letters. */
export const discardLetters = command("discard", {
  about:
    "Forgets dead letters; their runs stay as they are. Several at once only with --yes: without, it says how many there are.",
  examples: [
    ["statewright dlq discard 17", "one letter"],
    ["statewright dlq discard --step notify --yes", "those of one step"],
  ],
  takes: {
    id: maybeWord("letter", "The letter's number; without it, a filter."),
    ...letterFlags,
    all: toggle("all", "All dead letters."),
    cap: count("cap", { as: "N", about: "At most so many, the oldest first. Default: 100.", fallback: 100 }),
    yes: toggle("yes", "Do it, and do not only count."),
    database: sharedFlags.database,
    json: sharedFlags.json,
  },
  run: ({ id, all, cap, yes, database, json, ...given }, screen) => {
    const which = whichLetters({ id, all, query: queryOf(given) })
    return readDatabase(database, async (store) => {
      const letters = lettersOf(askingLetters(store))
      if (typeof which !== "number" && !yes) {
        const fitting = await letters.count(which)
        if (json) screen.data(jsonText(envelope("dlq.preview/1", { letters: fitting, cap })))
        else screen.talk(previewText("discard", fitting, cap))
        return exitCode.ok
      }
      const { letters: discarded, taken } = await letters.discard(which, { cap })
      if (json) screen.data(jsonText(envelope("dlq.discard/1", { taken, letters: discarded })))
      else {
        const done = discarded.length === 1 ? "1 dead letter discarded." : `${discarded.length} dead letters discarded.`
        await tellDone(store, { isTaken: taken, done, database }, screen)
      }
      return exitCode.ok
    })
  },
})
