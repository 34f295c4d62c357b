import type { Migration } from "./migration.ts"

/** How often a process ended under a call is counted with the call: a run may have many at work, and one is to blame. */
export const crashes: Migration = {
  name: "0003-crashes",
  up(connection) {
    connection.exec(`
      ALTER TABLE steps ADD COLUMN crashes INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE runs DROP COLUMN recoveries;
    `)
  },
}
