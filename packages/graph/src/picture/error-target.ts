import type { DispatchState, StatePath } from "@statewright/model"
import type { ChartIndex, Located } from "./chart-index.ts"

/** Where an error goes that is thrown at a state: the nearest region that catches, else the end `threw`. */
export const errorTarget = (thrower: Located, index: ChartIndex): StatePath | undefined => {
  const handler = thrower.regions.find(({ state }) => state.caught !== undefined)
  const uncaught = index.all.find(({ state }) => state.kind === "final" && state.outcome === "threw")
  return handler?.state.caught?.target ?? uncaught?.path
}

/** Whether an error can enter the `finally` of this dispatch, and so be thrown on at its end. */
export const errorsPast = (dispatch: DispatchState, index: ChartIndex): boolean => {
  const goesOn = new Set(dispatch.exits.map(({ label }) => label))
  return index.all.some(({ state }) => {
    const completes = state.kind === "region" ? state.caught?.completes : undefined
    return completes?.record === dispatch.record && !goesOn.has(completes.as)
  })
}
