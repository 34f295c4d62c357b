/**
 * Text that may stand on a terminal: what is stored of a run comes from outside and must not move the cursor, change
 * colours or turn the reading direction around. Line ends and tabs stay.
 */
export const printable = (text: string): string => text.replaceAll(unprintable, escaped)

/** The same on one line. */
export const printableLine = (text: string): string =>
  text.replaceAll(/[\n\t]/g, escaped).replaceAll(unprintable, escaped)

/**
 * An id on one line, so that two that are not the same never look the same: what has no width is written out, and so are
 * marks that could have been composed with the letter before them.
 */
export const printableId = (id: string): string => {
  const shown = printableLine(id).replaceAll(invisible, escapedPoint)
  return shown === shown.normalize("NFC") ? shown : shown.replaceAll(/\p{M}/gu, escapedPoint)
}

const invisible = /[\p{Cf}\p{Default_Ignorable_Code_Point}\p{Zs}]/gu

const escapedPoint = (character: string): string =>
  character === " " ? character : `\\u{${character.codePointAt(0)?.toString(16) ?? ""}}`

// Control characters, separators that break lines, and marks that change the reading direction.
const unprintable = /[^\P{Cc}\n\t]|[\u2028\u2029\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]/gu

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`
