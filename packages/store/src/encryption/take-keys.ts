import { SealingHeld } from "../errors/key-errors.ts"
import { plainPayloads } from "../plain-payloads.ts"
import type { PayloadCodec } from "../port/payload-codec.ts"
import type { Connection } from "../sqlite/driver.ts"
import type { LeaderLock } from "../sqlite/leader-lock.ts"
import { alikeColumns } from "./alike-columns.ts"
import { alikeTexts } from "./alike-texts.ts"
import { checkKeys, type GivenKeys, secretOf } from "./check-keys.ts"
import { closedPayloads } from "./closed-payloads.ts"
import { type DatabaseSecret, newSecret, proofOf } from "./key-proofs.ts"
import type { KeyRing } from "./key-ring.ts"
import { sealedPayloads } from "./sealed-payloads.ts"
import { holdsPayloads, storedKeys } from "./stored-keys.ts"

/** How a database is opened with keys, or without. */
export interface TakingKeys extends GivenKeys {
  readonly takeLock: () => LeaderLock | undefined
}

/** The payload codec of an open database. Throws `WrongKey`, `KeyMissing` or `SealingHeld` before anything is changed. */
export const takeKeys = (connection: Connection, taking: TakingKeys): PayloadCodec => {
  const { path, ring } = taking
  const unused = checkKeys(connection, taking)
  const stored = storedKeys(connection)
  if (ring === undefined) {
    const ids = stored.map(({ id }) => id)
    return ids.length === 0 ? plainPayloads : closedPayloads(path, ids)
  }
  const secret = stored.length === 0 ? firstSecret(connection, ring, taking) : secretOf(stored, ring, path)
  writeKeys(connection, ring, { path, secret, unused })
  return { ...sealedPayloads({ ring, takesPlain: secret.takesPlain }), ...alikeTexts(secret) }
}

/** The first keys of a database: nobody may work on it without them meanwhile, and what is looked up is sealed at once. */
const firstSecret = (connection: Connection, ring: KeyRing, { path, takeLock }: TakingKeys): DatabaseSecret => {
  const lock = takeLock()
  if (lock === undefined) throw new SealingHeld(path)
  try {
    const seal = connection.transaction((): DatabaseSecret => {
      const stored = storedKeys(connection)
      if (stored.length > 0) return secretOf(stored, ring, path)
      const secret = newSecret(holdsPayloads(connection))
      sealTexts(connection, secret)
      writeKeys(connection, ring, { path, secret, unused: [] })
      return secret
    })
    return seal.immediate()
  } finally {
    lock.release()
  }
}

const sealTexts = (connection: Connection, secret: DatabaseSecret): void => {
  const { sealAlike } = alikeTexts(secret)
  // What is cached can be had again.
  connection.exec("DELETE FROM cache_entries")
  // What is cached is come by again; it would stand there in clear.
  connection.exec("DELETE FROM cache_entries; DELETE FROM flights")
  for (const { table, column, as } of alikeColumns) {
    const texts = connection
      .prepare<[], string>(`SELECT DISTINCT "${column}" FROM "${table}" WHERE "${column}" IS NOT NULL`)
      .pluck()
      .all()
    const seal = connection.prepare(`UPDATE "${table}" SET "${column}" = ? WHERE "${column}" = ?`)
    for (const text of texts) seal.run(sealAlike(text, as), text)
  }
}

interface KeyChanges {
  readonly path: string
  readonly secret: DatabaseSecret
  readonly unused: readonly string[]
}

/** New keys of the ring take the secret; those that nothing is sealed with any more need not be given again. */
const writeKeys = (connection: Connection, ring: KeyRing, { path, secret, unused }: KeyChanges): void => {
  const known = new Set(storedKeys(connection).map(({ id }) => id))
  const added = [...ring.keys].filter(([id]) => !known.has(id))
  if (added.length === 0 && unused.length === 0) return
  const insert = connection.prepare(
    "INSERT INTO payload_keys (id, proof, since) VALUES (?, ?, unixepoch() * 1000) ON CONFLICT DO NOTHING",
  )
  const drop = connection.prepare("DELETE FROM payload_keys WHERE id = ?")
  const write = connection.transaction(() => {
    for (const [id, key] of added) insert.run(id, proofOf(id, key, secret))
    for (const id of unused) drop.run(id)
    // Another process may have brought another key under the same id meanwhile.
    secretOf(storedKeys(connection), ring, path)
  })
  write.immediate()
}
