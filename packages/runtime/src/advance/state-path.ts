import type { AnyStateMachine, StateValue } from "xstate"
import type { StatePath } from "@statewright/model"

/** XState's nested value as a path: `{ for_i: "square" }` is `for_i.square`. */
export const pathOf = (value: StateValue): StatePath => {
  if (typeof value === "string") return value
  const [key, inner] = Object.entries(value)[0] ?? ["", undefined]
  return inner === undefined ? key : `${key}.${pathOf(inner)}`
}

/** The path as XState's nested value. */
export const valueOf = (path: StatePath): StateValue => {
  const dot = path.indexOf(".")
  return dot < 0 ? path : { [path.slice(0, dot)]: valueOf(path.slice(dot + 1)) }
}

/** Whether the machine has this state: a snapshot of another version may name one that is gone. */
export const hasState = (machine: AnyStateMachine, path: StatePath): boolean => {
  let node = machine.root
  for (const key of path.split(".")) {
    const next = node.states[key]
    if (next === undefined) return false
    node = next
  }
  return true
}
