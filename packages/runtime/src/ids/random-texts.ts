// oxlint-disable-next-line eslint/no-restricted-imports -- the service that everything else asks
import { randomFillSync } from "node:crypto"

/** How many bytes are drawn at once: asking the system costs about thirty times what using sixteen of them does. */
const drawn = 4096

const length = 16

/** Gives texts of 128 bits each that nobody can guess, and none twice. */
export const randomTexts = (): (() => string) => {
  const bytes = Buffer.alloc(drawn)
  let at = drawn
  return () => {
    if (at === drawn) {
      randomFillSync(bytes)
      at = 0
    }
    at += length
    return bytes.toString("base64url", at - length, at)
  }
}
