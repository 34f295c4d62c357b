import type { AlikeColumn, PayloadCodec, PayloadColumn } from "../port/payload-codec.ts"
import type { Payload } from "./schema.ts"

/** The payload codec as the reading and writing files use it; `row` is what `rowOf` makes of the row's key. */
export interface Payloads {
  seal(text: string, column: PayloadColumn, runId: string, row: string): Payload
  open(stored: Payload, column: PayloadColumn, runId: string, row: string): string
  openMaybe(stored: Payload | null, column: PayloadColumn, runId: string, row: string): string | null
  /** For what is looked up by being equal. */
  sealAlike(text: string, column: AlikeColumn): string
  openAlike(stored: string, column: AlikeColumn): string
}

export const payloadsOf = (codec: PayloadCodec): Payloads => {
  const open: Payloads["open"] = (stored, column, runId, row) => codec.open(stored, { column, runId, row })
  return {
    seal: (text, column, runId, row) => codec.seal(text, { column, runId, row }),
    open,
    openMaybe: (stored, column, runId, row) => (stored === null ? null : open(stored, column, runId, row)),
    sealAlike: (text, column) => codec.sealAlike?.(text, column) ?? text,
    openAlike: (stored, column) => codec.openAlike?.(stored, column) ?? stored,
  }
}

/** Names a row within its run, for the payload codec; empty where the run has but one. */
export const rowOf = (...key: readonly (string | number)[]): string => key.join("\0")

/** The row that stands for a wait of a frame. */
export const waitRowOf = ({ frame, waitId }: { readonly frame: string; readonly waitId: string }): string =>
  rowOf(frame, waitId)
