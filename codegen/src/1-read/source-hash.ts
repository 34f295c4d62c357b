import { createHash } from "node:crypto"

/** What says whether a generated file is stale; a byte order mark and the kind of line ends do not count. */
export const sourceHash = (text: string): string =>
  createHash("sha256")
    .update(text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n"))
    .digest("hex")
