// oxlint-disable-next-line eslint/no-restricted-imports -- keys and nonces that a test could foretell would be none
import { randomBytes } from "node:crypto"

/** Bytes that nobody can foretell. */
export const secretBytes = (length: number): Buffer => randomBytes(length)
