import { InvalidName } from "./invalid-name.ts"

const sane = /^\p{L}[\p{L}\p{N}_.-]{0,99}$/u

/** Returns the name that an author gave to a thing, or throws `InvalidName`. */
export const checkName = <const Name extends string>(
  what: "step" | "workflow" | "failure" | "call",
  name: Name,
): Name => {
  if (typeof name !== "string" || !sane.test(name)) throw new InvalidName(what, name)
  return name
}
