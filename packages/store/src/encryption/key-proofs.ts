import { decrypt, derive, encrypt, framed } from "./aead.ts"
import { secretBytes } from "./secret-bytes.ts"

/** What a key of the ring proves itself with, and what it leads to: the same for all keys of a database. */
export interface DatabaseSecret {
  /** What texts that are looked up are sealed with; it stays when the keys of the ring change. */
  readonly indexKey: Uint8Array
  /** Whether plain text may stand in the database, from before it had a key. */
  readonly takesPlain: boolean
}

export const newSecret = (takesPlain: boolean): DatabaseSecret => ({ indexKey: secretBytes(32), takesPlain })

/** The secret, sealed with a key of the ring. */
export const proofOf = (keyId: string, key: Uint8Array, { indexKey, takesPlain }: DatabaseSecret): Buffer =>
  encrypt(wrapping(key), secretBytes(12), Buffer.concat([Buffer.from([takesPlain ? 1 : 0]), indexKey]), framed(keyId))

/** The secret of a proof; undefined with another key than it was made with. */
export const openProof = (keyId: string, key: Uint8Array, proof: Uint8Array): DatabaseSecret | undefined => {
  const opened = decrypt(wrapping(key), proof, framed(keyId))
  return opened && { takesPlain: opened[0] === 1, indexKey: new Uint8Array(opened.subarray(1)) }
}

const wrapping = (key: Uint8Array): Uint8Array => derive(key, new Uint8Array(), "key proof")
