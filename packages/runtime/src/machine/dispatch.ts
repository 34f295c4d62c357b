import { act } from "./act.ts"
import { exitTransitions } from "./segment.ts"
import type { StateNode } from "./state-node.ts"
import type { CompletionRecord, Target } from "./target.ts"

/**
 * The end of a `finally`: does what its completion record says, which a throw, a return or a jump left there.
 *
 * @example
 * end: dispatch("$finally", { normal: "#main.afterTry", return: "#main.returned" })
 */
export const dispatch = (record: string, exits: Readonly<Record<string, Target>>): StateNode => ({
  entry: act((move) => {
    const { as, value } = move.activation.locals[record] as CompletionRecord // only `completes` writes it
    delete move.activation.locals[record]
    move.value = value
    move.throwing = as === "throw"
    move.exit = move.throwing ? "" : as
  }),
  always: exitTransitions(exits),
})
