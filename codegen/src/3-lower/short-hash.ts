import { createHash } from "node:crypto"

/** The first 12 hex digits of the SHA-256 of plain data. */
export const shortHash = (data: unknown): string =>
  createHash("sha256").update(JSON.stringify(data)).digest("hex").slice(0, 12)
