import { group } from "../command-line/command.ts"
import { removeAnswers } from "./cache-invalidate.ts"
import { listAnswers } from "./cache-ls.ts"
import { countAnswers } from "./cache-stats.ts"

/** `statewright cache`: for what steps answered and need not be asked again. */
export const cache = group("cache", {
  about: "Lists what steps answered and is kept, counts how often that spared a step, and removes it.",
  examples: [
    ["statewright cache ls --step price", "what one step answered"],
    ["statewright cache stats", "how often each step was answered from its cache"],
    ["statewright cache invalidate --tag prices", "remove all with a tag"],
  ],
  commands: [listAnswers, countAnswers, removeAnswers],
})
