import type { Migration } from "./migration.ts"

/** When the runs that others come from were made: a later one of the same id has nothing to do with theirs. */
export const linksOfOneRun: Migration = {
  name: "0015-links-of-one-run",
  up(connection) {
    connection.exec(`
      ALTER TABLE links ADD COLUMN parent_at INTEGER;
      ALTER TABLE links ADD COLUMN root_at INTEGER;
      -- Of those that are kept no longer, nobody knows when they were made.
      UPDATE links SET
        parent_at = (SELECT created_at FROM runs WHERE runs.id = parent_id AND created_at <= at),
        root_at = (SELECT created_at FROM runs WHERE runs.id = root_id AND created_at <= at);
    `)
  },
}
