import { isSaneName } from "@statewright/model"

import { InvalidName } from "./invalid-name.ts"

/** Returns the name that an author gave to a thing, or throws `InvalidName`. */
export const checkName = <const Name extends string>(
  what: "step" | "workflow" | "failure" | "call" | "event",
  name: Name,
): Name => {
  if (typeof name !== "string" || !isSaneName(name)) throw new InvalidName(what, name)
  return name
}
