import type { Migration } from "./migration.ts"

/** With the run first, SQLite finds what is old by this index and not by the one of ids. */
export const eventsByAge: Migration = {
  name: "0009-events-by-age",
  up(connection) {
    connection.exec(`
      DROP INDEX inbox_broadcast_by_age;
      CREATE INDEX inbox_broadcast_by_age ON inbox (run_id, accepted_at) WHERE run_id = '';
    `)
  },
}
