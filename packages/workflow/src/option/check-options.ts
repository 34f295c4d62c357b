import { shownValue } from "@statewright/model"
import { InvalidOption } from "./invalid-option.ts"
import type { OptionKind } from "./option-kind.ts"

/** What each option may be, by its name: one for every option, so that none is forgotten. */
export type OptionKinds<Options> = { readonly [Name in keyof Options]-?: OptionKind }

/**
 * Refuses options that a program without types may give: unknown names, and values of the wrong kind. Throws
 * `InvalidOption`.
 *
 * @example
 * checkOptions("createEngine", options, { database: text(), role: oneOf("auto", "leader") })
 */
export const checkOptions = (of: string, given: unknown, kinds: Readonly<Record<string, OptionKind>>): void => {
  const names = Object.keys(kinds)
  const all = `It takes ${names.map((name) => `\`${name}\``).join(", ")}.`
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw new InvalidOption(of, `its options must be an object, and are ${shownValue(given)}`, all)
  }
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(kinds, name)) throw new InvalidOption(of, `it has no option ${shownValue(name)}`, all)
  }
  for (const [name, { is, holds, required = false }] of Object.entries(kinds)) {
    const value: unknown = Reflect.get(given, name)
    if (value === undefined ? required : !holds(value)) {
      throw new InvalidOption(of, `\`${name}\` is ${shownValue(value)}`, `It must be ${is}.`)
    }
  }
}
