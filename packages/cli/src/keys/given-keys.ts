import { type EncryptionKey, InvalidKeyRing, type KeyRing, keyRing } from "@statewright/store"

/** Where the command line finds what payloads are sealed with. */
const variable = "STATEWRIGHT_KEYS"

/** The keys of the environment, `id:base64,id:base64`: the first one seals. Throws `InvalidKeyRing`. */
export const givenKeys = (environment = process.env): readonly EncryptionKey[] | undefined => {
  const text = environment[variable]?.trim() ?? ""
  if (text === "") return undefined
  return text.split(",").map((part, place) => {
    const colon = part.indexOf(":")
    // What is said of it never quotes it: half of a key would stand in a log.
    if (colon === -1) throw new InvalidKeyRing(`in ${variable}, key number ${place + 1} is not id:base64`)
    return { id: part.slice(0, colon).trim(), key: part.slice(colon + 1).trim() }
  })
}

/** How a command opens a database: with the keys that it was given, and without those that it lacks, as far as that goes. */
export const openingKeys = (): { readonly keys?: KeyRing; readonly readsSealed: true } => {
  const keys = givenKeys()
  return { readsSealed: true, ...(keys !== undefined && { keys: keyRing(keys) }) }
}
