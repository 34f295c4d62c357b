import type { Migration } from "./migration.ts"

/** With what moved a run stands which ways its conditions led: no row of its own, and nothing where there was none. */
export const branches: Migration = {
  name: "0004-branches",
  up(connection) {
    connection.exec("ALTER TABLE inbox ADD COLUMN branches ANY")
  },
}
