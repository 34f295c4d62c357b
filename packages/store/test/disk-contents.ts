import { createHash } from "node:crypto"
import { readFileSync, readdirSync, statSync } from "node:fs"
import { join } from "node:path"

/** Every file of a folder with the hash of its bytes: equal before and after means that nothing was changed. */
export const diskContents = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder)
      .toSorted()
      .map((name) => [
        name,
        statSync(join(folder, name)).isFile() ? sha256(readFileSync(join(folder, name))) : "a folder",
      ]),
  )

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex")
