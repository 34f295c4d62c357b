import { keyRing, type KeyRing } from "@statewright/store"

const bytes = (id: string): Uint8Array => new Uint8Array(32).fill(id.length * 31 + (id.codePointAt(0) ?? 0))

/** A ring of keys that follow from their ids. */
export const ringOf = (...ids: readonly string[]): KeyRing => keyRing(ids.map((id) => ({ id, key: bytes(id) })))
