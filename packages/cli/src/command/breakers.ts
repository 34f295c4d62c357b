import { group } from "../command-line/command.ts"
import { closeBreaker, openBreaker, resetBreaker } from "./breakers-move.ts"
import { listBreakers } from "./breakers-ls.ts"
import { showBreaker } from "./breakers-show.ts"

/** `statewright breakers`: what keeps steps from calling a dependency that is down. */
export const breakers = group("breakers", {
  about:
    "Shows the circuit breakers of steps, and opens or closes them by hand. It works beside an engine, and without one.",
  examples: [
    ["statewright breakers ls", "how each of them stands"],
    ["statewright breakers open payments --for '10 minutes'", "let nothing through while somebody repairs it"],
    ["statewright breakers close payments", "let everything through again"],
  ],
  commands: [listBreakers, showBreaker, openBreaker, closeBreaker, resetBreaker],
})
