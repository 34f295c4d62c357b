import type { State, StatePath, WaitFor } from "@statewright/model"
import { charts } from "../page/charts.ts"

/** The states in which the body of a workflow can rest, as its chart says. */
export const waitStates = (workflow: string): readonly StatePath[] => {
  const chart = [...charts.values()].flat().find((each) => each.workflow === workflow)
  return chart?.procedures[0]?.states.flatMap((state) => restsOf(state, "")) ?? []
}

/** What is done once it is asked for, so that no run rests there. */
const isPassing = (awaited: WaitFor): boolean =>
  awaited.kind === "detached" || (awaited.kind === "use" && (awaited.verb === "complete" || awaited.verb === "cancel"))

const restsOf = (state: State, above: string): readonly StatePath[] => {
  const path = `${above}${state.key}`
  switch (state.kind) {
    case "wait":
      return isPassing(state.for) ? [] : [path]
    case "region":
      return state.states.flatMap((each) => restsOf(each, `${path}.`))
    case "segment":
    case "started":
    case "dispatch":
    case "final":
      return []
  }
}
