import * as Context from "effect/Context"
import { openSqliteStore } from "@statewright/store"
import type { SqliteOptions, Store } from "@statewright/store"

/** Opens the store of an engine: SQLite, unless a test puts its own around it to count calls or to let them fail. */
export const OpenStore = Context.Reference<(options: SqliteOptions) => Promise<Store>>(
  "@statewright/runtime/OpenStore",
  {
    defaultValue: () => openSqliteStore,
  },
)
