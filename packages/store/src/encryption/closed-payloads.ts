import { sealedMark } from "@statewright/model"
import { KeyMissing } from "../errors/key-errors.ts"
import { plainPayloads } from "../plain-payloads.ts"
import type { PayloadCodec } from "../port/payload-codec.ts"
import { isSealedAlike } from "./alike-texts.ts"
import { readEnvelope } from "./envelope.ts"

/** A sealed database for a reader without its keys: what is sealed becomes a mark, and nothing can be written. */
export const closedPayloads = (path: string, keyIds: readonly string[]): PayloadCodec => {
  const refuse = (): never => {
    throw new KeyMissing(path, keyIds)
  }
  return {
    seal: refuse,
    open: (stored: unknown, place) => {
      const envelope = stored instanceof Uint8Array ? readEnvelope(stored) : undefined
      // What is no envelope was stored before the database had a key.
      return envelope === undefined ? plainPayloads.open(stored as string, place) : sealedMark("no-key", envelope.keyId)
    },
    sealAlike: refuse,
    openAlike: (stored) => (isSealedAlike(stored) ? sealedMark("no-key", keyIds[0] ?? "-") : stored),
  }
}
