import { group } from "../command-line/command.ts"
import { discardLetters } from "./dlq-discard.ts"
import { listLetters } from "./dlq-ls.ts"
import { replayLetters } from "./dlq-replay.ts"
import { resumeLetter } from "./dlq-resume.ts"
import { showLetter } from "./dlq-show.ts"
import { countLetters } from "./dlq-stats.ts"

/** `statewright dlq`: for calls of steps that have failed for good. */
export const dlq = group("dlq", {
  about:
    "Dead letters: calls of steps that have failed for good. Lists, shows, replays, resumes and discards them, beside an engine at work and without one.",
  examples: [
    ["statewright dlq stats", "what fails, and how often, by reason"],
    ["statewright dlq ls --step charge", "the dead letters of one step"],
    ["statewright dlq show 17", "one of them: input, error, every attempt"],
    ["statewright dlq replay 17", "start its run once more, with the same input"],
    ["statewright dlq resume 17", "let its run go on where it failed"],
    ["statewright dlq replay --fingerprint HEX --yes --stagger '1 second'", "all that failed for one reason"],
    ["statewright dlq discard 17", "forget it"],
  ],
  commands: [listLetters, showLetter, countLetters, replayLetters, resumeLetter, discardLetters],
})
