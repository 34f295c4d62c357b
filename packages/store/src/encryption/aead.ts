import { createCipheriv, createDecipheriv, hkdfSync } from "node:crypto"

const cipher = "aes-256-gcm"
const nonceBytes = 12
const tagBytes = 16

/** AES-256-GCM: `nonce | tag | ciphertext`. A nonce must never be used twice with a key for different texts. */
export const encrypt = (key: Uint8Array, nonce: Uint8Array, text: string | Uint8Array, data: string): Buffer => {
  const encrypting = createCipheriv(cipher, key, nonce)
  encrypting.setAAD(Buffer.from(data))
  const body = typeof text === "string" ? encrypting.update(text, "utf8") : encrypting.update(text)
  encrypting.final()
  return Buffer.concat([nonce, encrypting.getAuthTag(), body])
}

/** What `encrypt` made; undefined where key, data or a single bit is another. */
export const decrypt = (key: Uint8Array, sealed: Uint8Array, data: string): Buffer | undefined => {
  if (sealed.length < nonceBytes + tagBytes) return undefined
  const decrypting = createDecipheriv(cipher, key, sealed.subarray(0, nonceBytes))
  decrypting.setAAD(Buffer.from(data))
  decrypting.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes))
  const body = decrypting.update(sealed.subarray(nonceBytes + tagBytes))
  try {
    decrypting.final()
  } catch {
    return undefined
  }
  return body
}

/** A key of its own for each purpose. */
export const derive = (key: Uint8Array, salt: Uint8Array, purpose: string): Uint8Array =>
  new Uint8Array(hkdfSync("sha256", key, salt, `statewright ${purpose}`, 32))

/** Parts as one text, each with its length, so that no two lists of parts have the same. */
export const framed = (...parts: readonly string[]): string => parts.map((part) => `${part.length}:${part}`).join("")
