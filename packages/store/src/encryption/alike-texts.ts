import { createHmac } from "node:crypto"
import { sealedMark } from "@statewright/model"
import type { PayloadCodec } from "../port/payload-codec.ts"
import { decrypt, derive, encrypt, framed } from "./aead.ts"

/** No text that Statewright writes there in clear begins so. */
const magic = "\u0001sealed:"

const none = new Uint8Array()

/** What texts are sealed alike with: the key of the database itself, which all keys of its ring wrap. */
export interface AlikeSealing {
  readonly indexKey: Uint8Array
  readonly takesPlain: boolean
}

/**
 * Seals texts that are looked up: equal ones of a column are sealed to equal ones, whatever the key of the ring, by a
 * nonce that follows from the text. Who reads the file sees that two are equal, and nothing else.
 */
export const alikeTexts = ({
  indexKey,
  takesPlain,
}: AlikeSealing): Required<Pick<PayloadCodec, "sealAlike" | "openAlike">> => {
  const key = derive(indexKey, none, "alike")
  const nonces = derive(indexKey, none, "alike nonce")
  return {
    sealAlike: (text, column) => {
      const nonce = createHmac("sha256", nonces).update(framed(column, text)).digest().subarray(0, 12)
      return magic + encrypt(key, nonce, text, framed(column)).toString("base64url")
    },
    openAlike: (stored, column) => {
      if (!stored.startsWith(magic)) return takesPlain ? stored : sealedMark("altered", "-")
      const text = decrypt(key, Buffer.from(stored.slice(magic.length), "base64url"), framed(column))
      return text === undefined ? sealedMark("altered", "-") : text.toString("utf8")
    },
  }
}

/** Whether a text is one that was sealed alike. */
export const isSealedAlike = (stored: string): boolean => stored.startsWith(magic)
