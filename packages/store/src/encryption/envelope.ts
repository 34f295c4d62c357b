/** What every sealed payload begins with: two letters, and the number of the format. */
const magic = Buffer.from([0x53, 0x57, 0x01])

export const saltBytes = 16

/** The head of a payload sealed with a key: by these bytes it can be looked for. */
export const headOf = (keyId: string): Buffer =>
  Buffer.concat([magic, Buffer.from([keyId.length]), Buffer.from(keyId, "latin1")])

/** The parts of a sealed payload. */
export interface Envelope {
  readonly keyId: string
  readonly salt: Uint8Array
  readonly sealed: Uint8Array
}

/** Undefined for what is none. */
export const readEnvelope = (stored: Uint8Array): Envelope | undefined => {
  const { length } = magic
  const bytes = Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength)
  if (!bytes.subarray(0, length).equals(magic)) return undefined
  const from = length + 1
  const to = from + (bytes[length] ?? 0)
  if (bytes.length < to + saltBytes) return undefined
  const salt = bytes.subarray(to, to + saltBytes)
  return { keyId: bytes.toString("latin1", from, to), salt, sealed: bytes.subarray(to + saltBytes) }
}
