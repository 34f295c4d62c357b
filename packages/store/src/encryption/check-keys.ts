import { KeyMissing, WrongKey } from "../errors/key-errors.ts"
import type { Connection } from "../sqlite/driver.ts"
import { type DatabaseSecret, openProof } from "./key-proofs.ts"
import type { KeyRing } from "./key-ring.ts"
import { isUsed, type StoredKey, storedKeys } from "./stored-keys.ts"

/** What a database is opened with. */
export interface GivenKeys {
  readonly path: string
  readonly ring: KeyRing | undefined
  /** A reader sees what its keys do not open as marks; everybody else needs all that something is sealed with. */
  readonly reads: boolean
}

/**
 * Only looks. Throws `WrongKey`, or `KeyMissing`; answers the keys that were not given and that nothing is sealed with
 * any more.
 */
export const checkKeys = (connection: Connection, { path, ring, reads }: GivenKeys): readonly string[] => {
  const stored = storedKeys(connection)
  const ids = stored.map(({ id }) => id)
  if (ids.length === 0) return []
  if (ring !== undefined) secretOf(stored, ring, path)
  if (reads) return []
  const missing = ids.filter((id) => ring?.keys.has(id) !== true)
  const needed = ring === undefined ? missing : missing.filter((id) => isUsed(connection, id))
  if (needed.length > 0) throw new KeyMissing(path, needed)
  return missing
}

/** All keys that are known lead to one secret; one that does not is another key. */
export const secretOf = (stored: readonly StoredKey[], ring: KeyRing, path: string): DatabaseSecret => {
  let secret: DatabaseSecret | undefined
  for (const { id, proof } of stored) {
    const key = ring.keys.get(id)
    if (key === undefined) continue
    const opened = openProof(id, key, proof)
    if (opened === undefined) throw new WrongKey(path, id)
    secret ??= opened
  }
  if (secret !== undefined) return secret
  const ids = stored.map(({ id }) => id)
  throw new KeyMissing(path, ids)
}
