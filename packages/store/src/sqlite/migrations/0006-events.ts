import type { Migration } from "./migration.ts"

/** Waits for events, and which run took which event. Events themselves stand in the inbox; those to all, under no run. */
export const events: Migration = {
  name: "0006-events",
  up(connection) {
    connection.exec(`
      CREATE TABLE waits (
        run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
        frame TEXT NOT NULL,
        wait_id TEXT NOT NULL,
        number INTEGER NOT NULL,
        name TEXT NOT NULL,
        site TEXT NOT NULL,
        match_key TEXT,
        given ANY,
        on_timeout ANY,
        due_at INTEGER,
        opened_at INTEGER NOT NULL,
        trouble ANY,
        PRIMARY KEY (run_id, frame, wait_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX waits_by_key ON waits (name, site, match_key);

      -- An event that was sent to all is kept for others, and not for ever: a run keeps what it took.
      CREATE TABLE received (
        run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
        seq INTEGER NOT NULL,
        frame TEXT NOT NULL,
        wait_id TEXT NOT NULL,
        event_id TEXT NOT NULL,
        name TEXT NOT NULL,
        payload ANY,
        accepted_at INTEGER NOT NULL,
        received_at INTEGER NOT NULL,
        PRIMARY KEY (run_id, seq)
      ) STRICT, WITHOUT ROWID;

      -- How many runs an event has reached; null until a leader has looked for them.
      ALTER TABLE inbox ADD COLUMN reached INTEGER;
      ALTER TABLE inbox ADD COLUMN refusal ANY;
      CREATE INDEX inbox_events ON inbox (seq) WHERE kind = 'event';
      CREATE INDEX inbox_broadcast ON inbox (name, seq) WHERE run_id = '';
      CREATE INDEX inbox_broadcast_by_age ON inbox (accepted_at) WHERE run_id = '';
    `)
  },
}
