import type { PayloadCodec } from "./port/payload-codec.ts"

/**
 * Stores payloads as they are.
 *
 * @example
 * plainPayloads.seal("[1]", { column: "run.input", runId: "r", row: "" }) // "[1]"
 */
export const plainPayloads: PayloadCodec = {
  seal: (text) => text,
  // What is neither was never written here: whoever reads it finds that it is damaged.
  open: (stored: unknown) => (stored instanceof Uint8Array ? new TextDecoder().decode(stored) : String(stored)),
}
