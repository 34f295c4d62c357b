import type { Procedure, StartedState, State, WaitState } from "@statewright/model"

/** The states at which a procedure waits for something or begins it. */
export const waitsOf = (procedure: Procedure): readonly (WaitState | StartedState)[] =>
  procedure.states.flatMap(waitsIn)

const waitsIn = (state: State): readonly (WaitState | StartedState)[] => {
  switch (state.kind) {
    case "wait":
    case "started":
      return [state]
    case "region":
      return state.states.flatMap(waitsIn)
    case "segment":
    case "dispatch":
    case "final":
      return []
  }
}
