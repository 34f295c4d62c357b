import { openSqliteStore } from "@statewright/store"
import { storeContract } from "@statewright/store/contract"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

storeContract("SQLite", {
  place: async () => {
    const folder = mkdtempSync(join(tmpdir(), "statewright-store-"))
    return {
      open: (options) => openSqliteStore({ path: join(folder, "app.db"), ...options }),
      dispose: async () => rmSync(folder, { recursive: true, force: true }),
    }
  },
})
