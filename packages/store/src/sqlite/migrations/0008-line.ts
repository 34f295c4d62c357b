import type { Migration } from "./migration.ts"

/**
 * Who stands in line for what is limited: a call of a step, or a whole run (frame and wait are empty). `lane` says for
 * what. What was granted by a rate is kept for as long as it counts; a limited run keeps its lane for as long as it is
 * open, so that whoever leads next knows who holds what.
 */
export const line: Migration = {
  name: "0008-line",
  up(connection) {
    connection.exec(`
      CREATE TABLE line (
        place INTEGER PRIMARY KEY,
        run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
        frame TEXT NOT NULL,
        wait_id TEXT NOT NULL,
        priority INTEGER NOT NULL,
        lane TEXT NOT NULL,
        UNIQUE (run_id, frame, wait_id)
      ) STRICT;
      CREATE INDEX line_by_lane ON line (lane, priority DESC, place);

      CREATE TABLE admissions (
        run_id TEXT NOT NULL PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
        priority INTEGER NOT NULL,
        lane TEXT
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE rate_permits (
        rate TEXT NOT NULL,
        at INTEGER NOT NULL,
        expires_at INTEGER NOT NULL,
        permits INTEGER NOT NULL,
        PRIMARY KEY (rate, at)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX rate_permits_by_end ON rate_permits (expires_at);
    `)
  },
}
