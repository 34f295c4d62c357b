import { isWritten } from "../1-read/event-source.ts"
import { type AwaitMeaning, begunCallsOf, firstOf } from "../2-analyze/await-meaning.ts"
import { isFixed, type Variable } from "../2-analyze/variable.ts"
import { localsIn } from "../2-analyze/where-parts.ts"
import { type Lowering, refuse } from "./lowering.ts"

/**
 * Refuses a `where` that reads a variable which may change while its wait is open: the function would see the change, and
 * the engine asks with what the run held when the wait began. While a wait is awaited nothing else of its procedure runs.
 */
export const checkEvents = (lowering: Lowering, meaning: AwaitMeaning, isBegun: boolean): void => {
  const { checker, bySymbol } = lowering.survey
  for (const call of begunCallsOf(meaning).map(firstOf)) {
    if (call.kind !== "event" || call.event.where === undefined || !isWritten(call.event.where)) continue
    for (const { symbol, first } of localsIn([call.event.where], call.event.where, checker)) {
      const variable = bySymbol.get(symbol)
      if (variable === undefined || isFixed(variable) || !(isBegun || isShared(variable))) continue
      const name = first.text
      const construct = `A \`where\` that reads \`${name}\`, which may change while the run waits,`
      refuse(lowering, first, construct, `Copy \`${name}\` into a \`const\` before the wait, and read that.`)
    }
  }
}

const isShared = ({ kind, shared }: Variable): boolean => kind === "outer" || shared === true
