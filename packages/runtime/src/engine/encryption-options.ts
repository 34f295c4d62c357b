import { type EncryptionKey, type KeyRing, keyRing } from "@statewright/store"
import { anything, checkOptions, type OptionKinds } from "@statewright/workflow"

/** What payloads are sealed with before they are stored. */
export interface EncryptionOptions {
  /** The first one seals, all of them open: a new key goes in front of those before it. */
  readonly keys: readonly EncryptionKey[]
}

const kinds: OptionKinds<EncryptionOptions> = { keys: { ...anything, is: "an array of keys", required: true } }

/** The ring of keys that an engine was given, if any. Throws `InvalidOption` or `InvalidKeyRing`. */
export const ringOf = (options: EncryptionOptions | undefined): KeyRing | undefined => {
  if (options === undefined) return undefined
  checkOptions("encryption", options, kinds)
  return keyRing(options.keys)
}
