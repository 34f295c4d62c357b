import { sealedMark } from "@statewright/model"
import type { PayloadCodec, PayloadPlace } from "../port/payload-codec.ts"
import { plainPayloads } from "../plain-payloads.ts"
import { decrypt, derive, encrypt, framed } from "./aead.ts"
import { headOf, readEnvelope, saltBytes } from "./envelope.ts"
import type { KeyRing } from "./key-ring.ts"
import { secretBytes } from "./secret-bytes.ts"

/** What payloads are sealed and opened with. */
export interface Sealing {
  readonly ring: KeyRing
  /** Whether plain text may stand in the database, from before it had a key. */
  readonly takesPlain: boolean
}

/** So many derived keys are kept; each opening of the database has one. */
const most = 1_000

/**
 * Seals payloads with the first key of a ring and opens them with all, each for its place only. What cannot be opened
 * becomes a mark that no value is, so that one damaged row hides no other.
 */
export const sealedPayloads = ({ ring, takesPlain }: Sealing): Pick<PayloadCodec, "seal" | "open"> => {
  const firstKey = ring.keys.get(ring.first)
  if (firstKey === undefined) throw new TypeError("invariant: the first key of a ring is in it")
  // A key of this opening's own: counted nonces never meet those of another process.
  const salt = secretBytes(saltBytes)
  const head = Buffer.concat([headOf(ring.first), salt])
  const own = derive(firstKey, salt, "payload")
  const nonce = secretBytes(12)
  let sealed = 0n
  const derived = new Map<string, Uint8Array>()

  const keyFor = (keyId: string, key: Uint8Array, with_: Uint8Array): Uint8Array => {
    const name = `${keyId} ${Buffer.from(with_).toString("base64")}`
    const known = derived.get(name)
    if (known !== undefined) return known
    if (derived.size >= most) derived.clear()
    const made = derive(key, with_, "payload")
    derived.set(name, made)
    return made
  }

  return {
    seal: (text, place) => {
      nonce.writeBigUInt64BE(sealed++, 4)
      return Buffer.concat([head, encrypt(own, nonce, text, nameOf(place))])
    },
    open: (stored: unknown, place) => {
      const envelope = stored instanceof Uint8Array ? readEnvelope(stored) : undefined
      if (envelope === undefined) {
        return takesPlain ? plainPayloads.open(stored as string, place) : sealedMark("altered", ring.first) // checked there
      }
      const key = ring.keys.get(envelope.keyId)
      if (key === undefined) return sealedMark("no-key", envelope.keyId)
      const text = decrypt(keyFor(envelope.keyId, key, envelope.salt), envelope.sealed, nameOf(place))
      return text === undefined ? sealedMark("altered", envelope.keyId) : text.toString("utf8")
    },
  }
}

const nameOf = ({ column, runId, row }: PayloadPlace): string => framed(column, runId, row)
