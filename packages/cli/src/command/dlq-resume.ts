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
import { printableId } from "../screen/printable.ts"

/** `statewright dlq resume`: lets failed runs go on. */
export const resumeLetter = command("resume", {
  about:
    "Lets the run that failed go on where it failed: what it had done stays done, and the step is called once more. Where that cannot be right it is refused; then replay. Several at once only with --yes; of those, what cannot be resumed is passed over.",
  examples: [
    ["statewright dlq resume 17", "call the step of a letter once more, in its own run"],
    ["statewright dlq resume --fingerprint HEX --yes", "the runs of all that failed for one reason"],
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
      const dead = lettersOf(askingLetters(store))
      if (typeof which !== "number" && !yes) {
        const fitting = await dead.count({ ...which, resumable: true })
        if (json) screen.data(jsonText(envelope("dlq.preview/1", { letters: fitting, cap })))
        else screen.talk(previewText("resume", fitting, cap))
        return exitCode.ok
      }
      const { letters, taken } = await dead.resume(which, { cap })
      if (json) screen.data(jsonText(envelope("dlq.resume/1", { taken, resumed: letters })))
      else {
        for (const { letter, runId } of letters) screen.data(`${letter}  ${printableId(runId)}`)
        const done = letters.length === 1 ? "The run goes on." : `${letters.length} runs go on.`
        await tellDone(store, { isTaken: taken, done, database }, screen)
      }
      return exitCode.ok
    })
  },
})
