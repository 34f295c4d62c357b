import type { Migration } from "./migration.ts"

export const firstTables: Migration = {
  name: "0001-first-tables",
  up(connection) {
    connection.exec(`
      CREATE TABLE runs (
        id TEXT NOT NULL PRIMARY KEY,
        workflow TEXT NOT NULL,
        version TEXT NOT NULL,
        status TEXT NOT NULL,
        rev INTEGER NOT NULL,
        state TEXT,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        ended_at INTEGER,
        parked_reason TEXT,
        recoveries INTEGER NOT NULL DEFAULT 0
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX runs_by_age ON runs (created_at, id);
      CREATE INDEX runs_by_workflow ON runs (workflow, created_at, id);
      CREATE INDEX runs_by_status ON runs (status, created_at, id);

      -- Apart from the run, so that a large input is not written again with every transition.
      CREATE TABLE run_payloads (
        run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        payload ANY NOT NULL,
        PRIMARY KEY (run_id, kind)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE frames (
        run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
        path TEXT NOT NULL,
        snapshot ANY NOT NULL,
        PRIMARY KEY (run_id, path)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE frame_deltas (
        run_id TEXT NOT NULL,
        path TEXT NOT NULL,
        rev INTEGER NOT NULL,
        delta ANY NOT NULL,
        PRIMARY KEY (run_id, path, rev),
        FOREIGN KEY (run_id, path) REFERENCES frames (run_id, path) ON DELETE CASCADE
      ) STRICT, WITHOUT ROWID;

      -- No reference to runs: a start stands here before its run does.
      CREATE TABLE inbox (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        run_id TEXT NOT NULL,
        id TEXT NOT NULL,
        kind TEXT NOT NULL,
        name TEXT,
        payload ANY,
        accepted_at INTEGER NOT NULL,
        processed_rev INTEGER,
        UNIQUE (run_id, id)
      ) STRICT;
      -- Only rows from outside ever wait, so what the leader writes itself touches neither index.
      CREATE INDEX inbox_pending ON inbox (seq) WHERE processed_rev IS NULL;
      CREATE INDEX inbox_pending_of_run ON inbox (run_id) WHERE processed_rev IS NULL;

      CREATE TABLE steps (
        run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
        frame TEXT NOT NULL,
        wait_id TEXT NOT NULL,
        name TEXT NOT NULL,
        status TEXT NOT NULL,
        attempt INTEGER NOT NULL,
        token TEXT,
        input ANY NOT NULL,
        output ANY,
        error ANY,
        started_at INTEGER NOT NULL,
        attempt_at INTEGER NOT NULL,
        ended_at INTEGER,
        PRIMARY KEY (run_id, frame, wait_id)
      ) STRICT, WITHOUT ROWID;
      -- Recovery looks at open steps only, however many have ended.
      CREATE INDEX steps_open ON steps (run_id) WHERE ended_at IS NULL;

      CREATE TABLE attempts (
        run_id TEXT NOT NULL,
        frame TEXT NOT NULL,
        wait_id TEXT NOT NULL,
        attempt INTEGER NOT NULL,
        started_at INTEGER NOT NULL,
        ended_at INTEGER NOT NULL,
        error ANY NOT NULL,
        PRIMARY KEY (run_id, frame, wait_id, attempt),
        FOREIGN KEY (run_id, frame, wait_id) REFERENCES steps (run_id, frame, wait_id) ON DELETE CASCADE
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE timers (
        run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
        frame TEXT NOT NULL,
        wait_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        due_at INTEGER NOT NULL,
        PRIMARY KEY (run_id, frame, wait_id, kind)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX timers_by_due ON timers (due_at);

      CREATE TABLE leader (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        epoch INTEGER NOT NULL,
        pid INTEGER NOT NULL,
        since INTEGER NOT NULL,
        beat INTEGER NOT NULL,
        beat_at INTEGER NOT NULL,
        locked INTEGER NOT NULL
      ) STRICT;
      INSERT INTO leader VALUES (1, 0, 0, 0, 0, 0, 1);
    `)
  },
}
