import { createHash } from "node:crypto"
import type { OpenWait } from "@statewright/model"
import type { EventSite } from "../machine/event-site.ts"

/** A key that is longer is stored as its hash, so that the index stays small. */
const longest = 200

/**
 * Stands for what the keys of a wait are equal to by `===`; `undefined` where nothing is. Equal to `keyOfEvent` of every
 * event that they match, and of no other.
 */
export const keyOfWait = ({ keys = [], unmatchable }: Pick<OpenWait, "keys" | "unmatchable">): string | undefined =>
  unmatchable === undefined ? keyText(keys) : undefined

/** The same of a payload, as its schema makes it: what stands at the paths of a site. */
export const keyOfEvent = ({ paths = [] }: Pick<EventSite, "paths">, event: unknown): string | undefined => {
  try {
    return keyText(paths.map((path) => path.reduce(memberOf, event)))
  } catch {
    // A way that leads through nothing: the author's comparison would throw too, and that is no match.
    return undefined
  }
}

/** As `value.name` does, which throws for null and undefined. */
const memberOf = (value: unknown, name: string): unknown => (value as Readonly<Record<string, unknown>>)[name] // as JavaScript would

const keyText = (values: readonly unknown[]): string | undefined => {
  // `NaN` is not equal to itself, and an object that was stored to none.
  if (values.some((value) => Number.isNaN(value) || !isPrimitive(value))) return undefined
  const text = JSON.stringify(values.map((value) => `${typeof value} ${String(value)}`))
  return text.length <= longest ? text : `#${createHash("sha256").update(text).digest("base64url")}`
}

const isPrimitive = (value: unknown): boolean =>
  value === null || !["object", "function", "symbol"].includes(typeof value)
