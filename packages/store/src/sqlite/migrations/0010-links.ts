import type { Migration } from "./migration.ts"

/** Which run came from which, the members of groups with what they came to, and locks that all runs share. */
export const links: Migration = {
  name: "0010-links",
  up(connection) {
    connection.exec(`
      -- No reference to runs: the link is written with the start, and its run comes later.
      CREATE TABLE links (
        run_id TEXT NOT NULL PRIMARY KEY,
        kind TEXT NOT NULL,
        parent_id TEXT NOT NULL,
        parent_wait TEXT,
        root_id TEXT NOT NULL,
        depth INTEGER NOT NULL,
        entry TEXT,
        refusal ANY,
        at INTEGER NOT NULL,
        ended INTEGER NOT NULL DEFAULT 0
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX links_by_parent ON links (parent_id, at, run_id);
      CREATE INDEX links_by_root ON links (root_id, at, run_id);
      -- Of a run with many children that have ended, those that have not.
      CREATE INDEX links_open ON links (parent_id, parent_wait) WHERE ended = 0;

      CREATE TABLE strands (
        run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
        frame TEXT NOT NULL,
        group_id TEXT NOT NULL,
        item INTEGER NOT NULL,
        name TEXT,
        wait_id TEXT NOT NULL,
        within TEXT,
        status TEXT NOT NULL,
        started_at INTEGER NOT NULL,
        ended_at INTEGER,
        payload ANY,
        PRIMARY KEY (run_id, frame, group_id, item)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE mutexes (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        key TEXT NOT NULL,
        run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
        frame TEXT NOT NULL,
        wait_id TEXT NOT NULL,
        granted INTEGER NOT NULL DEFAULT 0,
        UNIQUE (run_id, frame, wait_id)
      ) STRICT;
      CREATE INDEX mutexes_by_key ON mutexes (key, seq);

      -- The strand that a step is called in.
      ALTER TABLE steps ADD COLUMN within TEXT;
    `)
  },
}
