import type { Migration } from "./migration.ts"

/** A wait may take only what is accepted after it was opened: after this row of the inbox. */
export const freshWaits: Migration = {
  name: "0013-fresh-waits",
  up(connection) {
    connection.exec("ALTER TABLE waits ADD COLUMN after_seq INTEGER")
  },
}
