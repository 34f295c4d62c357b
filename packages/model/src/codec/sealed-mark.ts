import { StatewrightError } from "../error/statewright-error.ts"

/** Why a stored text is not to be had. */
export type SealedWhy = "no-key" | "altered"

const mark = /^!sealed (no-key|altered) (\S+)$/

/** Stands in place of a text that was sealed and cannot be opened; no codec writes it. */
export const sealedMark = (why: SealedWhy, keyId: string): string => `!sealed ${why} ${keyId}`

/** What a person is shown in place of a text that cannot be opened; any other text as it is. */
export const shownSealed = (text: string): string => readSealedMark(text)?.shown ?? text

/** What `sealedMark` made; undefined for any other text. */
export const readSealedMark = (text: string): { readonly why: SealedWhy; readonly shown: string } | undefined => {
  if (!text.startsWith("!sealed ")) return undefined
  const [, why, keyId = ""] = mark.exec(text) ?? []
  if (why === "no-key") return { why, shown: `(sealed with key ${keyId})` }
  return why === "altered" ? { why, shown: "(sealed, and altered since)" } : undefined
}

/** A stored value was sealed and cannot be opened: its key is not there, or it is no longer what was written. */
export class PayloadSealed extends StatewrightError {
  readonly _tag = "PayloadSealed"
  readonly why: SealedWhy
  /** What a person is shown in its place. */
  readonly shown: string
  constructor(why: SealedWhy, shown: string) {
    super({
      code: "VAL-004",
      message: `A stored value cannot be opened: ${shown}.`,
      hint:
        why === "no-key"
          ? "Give the key beside the others: in `encryption.keys` of createEngine, or in STATEWRIGHT_KEYS; then resume the run."
          : "It was changed outside of Statewright, or moved to another row. Restore the database from a backup.",
    })
    this.why = why
    this.shown = shown
  }
}

/** Throws `PayloadSealed` for what `sealedMark` made. */
export const requireOpened = (text: string): void => {
  const found = readSealedMark(text)
  if (found !== undefined) throw new PayloadSealed(found.why, found.shown)
}
