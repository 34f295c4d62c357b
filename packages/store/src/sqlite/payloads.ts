import type { PayloadCodec, PayloadColumn } from "../port/payload-codec.ts"
import type { Payload } from "./schema.ts"

/** The payload codec as the reading and writing files use it. */
export interface Payloads {
  seal(text: string, column: PayloadColumn, runId: string): Payload
  open(stored: Payload, column: PayloadColumn, runId: string): string
  openMaybe(stored: Payload | null, column: PayloadColumn, runId: string): string | null
}

export const payloadsOf = (codec: PayloadCodec): Payloads => {
  const open: Payloads["open"] = (stored, column, runId) => codec.open(stored, { column, runId })
  return {
    seal: (text, column, runId) => codec.seal(text, { column, runId }),
    open,
    openMaybe: (stored, column, runId) => (stored === null ? null : open(stored, column, runId)),
  }
}
