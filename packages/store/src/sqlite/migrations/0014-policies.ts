import type { Migration } from "./migration.ts"

/**
 * What the policies around a step keep: circuit breakers, dead letters, cached answers, and notices, each of which is an event, a
 * record for audits and a message to be delivered. A letter outlives its run, and so has no foreign key.
 */
export const policies: Migration = {
  name: "0014-policies",
  up(connection) {
    connection.exec(`
      ALTER TABLE runs ADD COLUMN tenant TEXT NOT NULL DEFAULT '';
      ALTER TABLE runs ADD COLUMN retries INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE runs ADD COLUMN replays INTEGER;
      ALTER TABLE steps ADD COLUMN refused INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE steps ADD COLUMN forgiven INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE steps ADD COLUMN cached INTEGER;
      ALTER TABLE steps ADD COLUMN ended_by TEXT;
      ALTER TABLE steps ADD COLUMN warnings ANY;

      CREATE TABLE breakers (
        key TEXT NOT NULL PRIMARY KEY,
        state TEXT NOT NULL,
        generation INTEGER NOT NULL,
        retry_at INTEGER,
        openings INTEGER NOT NULL,
        streak INTEGER NOT NULL,
        buckets TEXT NOT NULL,
        forced TEXT,
        settings TEXT NOT NULL,
        updated_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE dead_letters (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        run_id TEXT NOT NULL,
        run_at INTEGER NOT NULL,
        frame TEXT NOT NULL,
        wait_id TEXT NOT NULL,
        workflow TEXT NOT NULL,
        version TEXT NOT NULL,
        tenant TEXT NOT NULL,
        step TEXT NOT NULL,
        tag TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        run_input ANY NOT NULL,
        input ANY NOT NULL,
        error ANY NOT NULL,
        attempts ANY NOT NULL,
        first_failed_at INTEGER NOT NULL,
        last_failed_at INTEGER NOT NULL,
        times INTEGER NOT NULL,
        handled INTEGER NOT NULL,
        status TEXT NOT NULL,
        replay_at INTEGER,
        replay_input ANY,
        replay_run TEXT,
        kit ANY,
        request TEXT,
        part INTEGER NOT NULL DEFAULT 0,
        UNIQUE (run_id, run_at, frame, wait_id)
      ) STRICT;
      CREATE INDEX dead_letters_by_fingerprint ON dead_letters (fingerprint, last_failed_at);
      CREATE INDEX dead_letters_by_age ON dead_letters (last_failed_at);
      CREATE INDEX dead_letters_to_replay ON dead_letters (replay_at) WHERE status = 'waiting';

      CREATE TABLE cache_entries (
        key TEXT NOT NULL PRIMARY KEY,
        tenant TEXT NOT NULL,
        scope TEXT NOT NULL,
        step TEXT NOT NULL,
        label TEXT NOT NULL,
        ok INTEGER NOT NULL,
        value ANY NOT NULL,
        stored_at INTEGER NOT NULL,
        expires_at INTEGER,
        stale_until INTEGER,
        run_id TEXT
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX cache_by_step ON cache_entries (step, label);
      CREATE INDEX cache_by_end ON cache_entries (stale_until);
      CREATE TABLE cache_tags (
        tag TEXT NOT NULL,
        key TEXT NOT NULL REFERENCES cache_entries (key) ON DELETE CASCADE,
        PRIMARY KEY (tag, key)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX cache_tags_by_key ON cache_tags (key);
      CREATE TABLE cache_counts (
        step TEXT NOT NULL PRIMARY KEY,
        hits INTEGER NOT NULL,
        misses INTEGER NOT NULL,
        stale INTEGER NOT NULL,
        joined INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE flights (
        key TEXT NOT NULL PRIMARY KEY,
        run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
        frame TEXT NOT NULL,
        wait_id TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX flights_by_run ON flights (run_id);

      CREATE TABLE notices (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        at INTEGER NOT NULL,
        kind TEXT NOT NULL,
        subject TEXT NOT NULL,
        run_id TEXT,
        facts ANY NOT NULL,
        deliver_at INTEGER,
        tries INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      CREATE INDEX notices_by_kind ON notices (kind, seq);
      CREATE INDEX notices_by_age ON notices (at);
      CREATE INDEX notices_to_deliver ON notices (deliver_at) WHERE deliver_at IS NOT NULL;

      CREATE TABLE payload_keys (
        id TEXT NOT NULL PRIMARY KEY,
        proof BLOB NOT NULL,
        since INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
    `)
  },
}
