import { tags } from "../format.ts"
import type { Opened } from "../opened.ts"
import type { Refusal, Shape } from "../shape.ts"
import { leaf, refuseExtra } from "../shape.ts"
import { damaged } from "../value-damaged.ts"

/** A RegExp, with where its next match begins. */
export const regexpShape = (regexp: RegExp): Shape | Refusal => {
  const extra = Reflect.ownKeys(regexp).find((key) => key !== "lastIndex")
  if (extra !== undefined) return refuseExtra(extra, "a RegExp")
  const { source, flags, lastIndex } = regexp
  if (!Number.isSafeInteger(lastIndex)) {
    return { step: ".lastIndex", reason: "is no whole number", hint: "Set it to 0, or to where the next match begins." }
  }
  return leaf(`["${tags.regexp}",${JSON.stringify(source)},${JSON.stringify(flags)},${lastIndex}]`)
}

/** Reads a RegExp. */
export const readRegexp = ([, source, flags, lastIndex]: readonly unknown[], existing: object | undefined): Opened => {
  if (typeof source !== "string" || typeof flags !== "string" || !Number.isSafeInteger(lastIndex)) {
    return damaged("a RegExp without its source")
  }
  const regexp = existing ?? compiled(source, flags)
  if (!(regexp instanceof RegExp)) return damaged("a RegExp in the place of something else")
  if (!Object.isFrozen(regexp)) regexp.lastIndex = Number(lastIndex)
  return { object: regexp }
}

const compiled = (source: string, flags: string): RegExp => {
  try {
    return new RegExp(source, flags)
  } catch {
    return damaged("a RegExp that does not compile")
  }
}
