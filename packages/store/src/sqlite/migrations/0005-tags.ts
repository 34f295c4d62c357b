import type { Migration } from "./migration.ts"

/**
 * What runs are found by. The age of the run stands beside it, and never changes: a list of what has one tag, the newest
 * first, is a walk along the index. What was said at a start beside the input waits with it for the leader.
 */
export const tags: Migration = {
  name: "0005-tags",
  up(connection) {
    connection.exec(`
      CREATE TABLE run_tags (
        run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        PRIMARY KEY (run_id, name)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX run_tags_by_value ON run_tags (name, value, created_at, run_id);
      ALTER TABLE inbox ADD COLUMN options ANY;
    `)
  },
}
