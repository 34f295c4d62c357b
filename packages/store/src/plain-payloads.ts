import type { PayloadCodec } from "./port/payload-codec.ts"

/**
 * Stores payloads as they are.
 *
 * @example
 * plainPayloads.seal("[1]", { column: "run.input", runId: "r" }) // "[1]"
 */
export const plainPayloads: PayloadCodec = {
  seal: (text) => text,
  open: (stored) => (typeof stored === "string" ? stored : new TextDecoder().decode(stored)),
}
