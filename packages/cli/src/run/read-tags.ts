import type { Tags, TagValue } from "@statewright/model"

import { Usage } from "../error/usage.ts"

/** The tags that a command line gives a run: `amount=12` is a number, `express=true` a boolean, `'note="12"'` a text. */
export const readTags = (words: readonly string[]): Tags =>
  Object.fromEntries(
    words.map((word) => {
      const [name, text] = parted(word)
      return [name, jsonValue(text) ?? text]
    }),
  )

/** The tags that a command line looks for: whoever types 12 may mean the number or the text. */
export const readTagFilter = (words: readonly string[]): Readonly<Record<string, readonly TagValue[]>> =>
  Object.fromEntries(
    words.map((word) => {
      const [name, text] = parted(word)
      const value = jsonValue(text)
      return [name, value === undefined ? [text] : [text, value]]
    }),
  )

const parted = (word: string): readonly [name: string, text: string] => {
  const equals = word.indexOf("=")
  if (equals < 1) throw new Usage(`--tag ${word} names no value.`, "Write for example --tag tenant=acme.")
  return [word.slice(0, equals), word.slice(equals + 1)]
}

const jsonValue = (text: string): TagValue | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === "object" ? undefined : (value as TagValue) // JSON knows no other
  } catch {
    return undefined
  }
}
