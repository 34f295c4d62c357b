import { InvalidKeyRing } from "../errors/key-errors.ts"

/** A key that payloads are sealed with. */
export interface EncryptionKey {
  /** Stands in clear beside all that is sealed with it: 1 to 64 letters, digits, `.`, `_` or `-`. */
  readonly id: string
  /** 32 random bytes, or their base64. */
  readonly key: Uint8Array | string
}

/** Keys that were checked, by id; the first one seals, all of them open. */
export interface KeyRing {
  readonly first: string
  readonly keys: ReadonlyMap<string, Uint8Array>
}

const keyBytes = 32

/**
 * The ring of some keys. Throws `InvalidKeyRing`.
 *
 * @example
 * keyRing([{ id: "2026-11", key: process.env.PAYLOAD_KEY ?? "" }])
 */
export const keyRing = (given: readonly EncryptionKey[]): KeyRing => {
  if (!Array.isArray(given)) throw new InvalidKeyRing("its `keys` are no array")
  const keys = new Map<string, Uint8Array>()
  for (const [place, key] of given.entries()) {
    const { id, bytes } = readKey(key, place)
    if (keys.has(id)) throw new InvalidKeyRing(`two keys have the id "${id}"`)
    keys.set(id, bytes)
  }
  const [first] = keys.keys()
  if (first === undefined) throw new InvalidKeyRing("it has no key")
  return { first, keys }
}

/** What is wrong with a key is said without a word of the key itself. */
const readKey = (given: unknown, place: number): { readonly id: string; readonly bytes: Uint8Array } => {
  if (typeof given !== "object" || given === null) throw new InvalidKeyRing(`its key number ${place + 1} is no object`)
  const { id, key }: { readonly id?: unknown; readonly key?: unknown } = given
  if (typeof id !== "string" || !/^[A-Za-z0-9._-]{1,64}$/.test(id)) {
    throw new InvalidKeyRing(
      `the id of its key number ${place + 1} is not 1 to 64 letters, digits, ".", "_" or "-" of ASCII`,
    )
  }
  const bytes = typeof key === "string" ? bytesOf(key) : key
  if (!(bytes instanceof Uint8Array)) throw new InvalidKeyRing(`its key "${id}" is neither bytes nor their base64`)
  if (bytes.length !== keyBytes) {
    throw new InvalidKeyRing(`its key "${id}" has ${bytes.length} bytes, and must have ${keyBytes}`)
  }
  return { id, bytes: Uint8Array.from(bytes) }
}

const bytesOf = (text: string): Uint8Array | undefined =>
  /^[A-Za-z0-9+/_-]+={0,2}$/.test(text) ? Buffer.from(text, "base64") : undefined
