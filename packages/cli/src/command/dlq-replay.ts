import { lettersOf } from "@statewright/runtime"

import { command } from "../command-line/command.ts"
import { count, maybeWord, text, toggle } from "../command-line/flag.ts"
import { sharedFlags } from "../command-line/shared-flags.ts"
import { exitCode } from "../error/exit-code.ts"
import { askingLetters } from "../letter/asking-letters.ts"
import { letterFlags, queryOf } from "../letter/letter-flags.ts"
import { previewText } from "../letter/preview-text.ts"
import { tellDone } from "../letter/tell-done.ts"
import { whichLetters } from "../letter/which-letters.ts"
import { readDatabase } from "../run/open-database.ts"
import { readValue } from "../run/read-input.ts"
import { envelope, jsonText } from "../screen/json-text.ts"
import { printableId } from "../screen/printable.ts"

/** `statewright dlq replay`: starts runs once more. */
export const replayLetters = command("replay", {
  about:
    "Starts a new run with the input of the one that failed. If it succeeds, the letter goes; if not, it says so. Several at once only with --yes: without, it says how many there are.",
  examples: [
    ["statewright dlq replay 17", "one letter"],
    ["statewright dlq replay 17 --input @corrected.json", "with another input"],
    ["statewright dlq replay --fingerprint HEX", "how many that would be"],
    ["statewright dlq replay --fingerprint HEX --yes --cap 500 --stagger '2 seconds'", "the 500 oldest, one by one"],
  ],
  takes: {
    id: maybeWord("letter", "The letter's number; without it, a filter."),
    ...letterFlags,
    all: toggle("all", "All dead letters."),
    input: text("input", { as: "JSON", about: "Another input for the new run: JSON, @FILE, or - for standard input." }),
    cap: count("cap", { as: "N", about: "At most so many, the oldest first. Default: 100.", fallback: 100 }),
    stagger: text("stagger", { as: "TIME", about: "Between one replay and the next: '2 seconds'. Default: none." }),
    yes: toggle("yes", "Do it, and do not only count."),
    database: sharedFlags.database,
    json: sharedFlags.json,
  },
  run: async ({ id, all, input, cap, stagger, yes, database, json, ...given }, screen) => {
    const which = whichLetters({ id, all, query: queryOf(given) })
    const options = {
      cap,
      // Whoever reads it says what is wrong with it.
      ...(stagger !== undefined && { stagger: stagger as "1 second" }),
      ...(input !== undefined && { input: await readValue("--input", input) }),
    }
    return readDatabase(database, async (store) => {
      const letters = lettersOf(askingLetters(store))
      if (typeof which !== "number" && !yes) {
        const fitting = await letters.count({ ...which, replayable: true })
        if (json) screen.data(jsonText(envelope("dlq.preview/1", { letters: fitting, cap })))
        else screen.talk(previewText("replay", fitting, cap))
        return exitCode.ok
      }
      const { letters: replays, taken } = await letters.replay(which, options)
      if (json) screen.data(jsonText(envelope("dlq.replay/1", { taken, replays })))
      else {
        for (const { letter, runId } of replays) screen.data(`${letter}  ${printableId(runId)}`)
        const isOne = replays.length === 1
        const done = isOne ? "Run started, or to start." : `${replays.length} runs started, or to start.`
        await tellDone(store, { isTaken: taken, done, database }, screen)
      }
      return exitCode.ok
    })
  },
})
