import type { Migration } from "./migration.ts"

/**
 * One row for each transition: what moved the run, what it was computed from, which ways it took, and what it changed in
 * the frame. These stood in three tables, so that a step's commit touched twice as many pages.
 */
export const transitions: Migration = {
  name: "0007-transitions",
  up(connection) {
    connection.exec(`
      CREATE TABLE transitions (
        run_id TEXT NOT NULL,
        rev INTEGER NOT NULL,
        at INTEGER NOT NULL,
        -- Null where a row of the inbox moved the run.
        kind TEXT,
        wait_id TEXT,
        seed ANY,
        branches ANY,
        -- All of the frame, or what changed in it.
        snapshot ANY,
        PRIMARY KEY (run_id, rev)
      ) STRICT, WITHOUT ROWID;
      -- The transition whose snapshot is all of the frame.
      ALTER TABLE runs ADD COLUMN base_rev INTEGER;

      INSERT INTO transitions (run_id, rev, at, kind, wait_id, seed, branches)
        SELECT run_id, processed_rev, coalesce(processed_at, accepted_at),
          CASE WHEN kind = 'received' THEN 'event' WHEN ${madeByTheLeader} THEN kind END,
          CASE
            WHEN kind IN ('step', 'timer') THEN substr(id, length(kind) + length(':main/') + 1)
            WHEN kind = 'received' THEN (
              SELECT wait_id FROM received
              WHERE received.run_id = inbox.run_id AND received.seq = CAST(substr(inbox.id, length('event:') + 1) AS INTEGER)
            )
          END,
          seed, branches
        FROM inbox
        WHERE processed_rev > 0 AND kind <> 'retry' AND run_id IN (SELECT id FROM runs)
        ORDER BY seq
        ON CONFLICT DO NOTHING;
      INSERT INTO transitions (run_id, rev, at, snapshot)
        SELECT run_id, deltas.rev, runs.updated_at, delta
        FROM frame_deltas AS deltas JOIN runs ON runs.id = run_id
        WHERE true
        ON CONFLICT DO UPDATE SET snapshot = excluded.snapshot;
      -- The transitions between a base and its first delta left the frame as it was.
      UPDATE runs SET base_rev =
        coalesce((SELECT min(rev) - 1 FROM frame_deltas WHERE run_id = runs.id), rev)
        WHERE id IN (SELECT run_id FROM frames);
      INSERT INTO transitions (run_id, rev, at, snapshot)
        SELECT run_id, base_rev, runs.updated_at, snapshot
        FROM frames JOIN runs ON runs.id = run_id
        WHERE true
        ON CONFLICT DO UPDATE SET snapshot = excluded.snapshot;

      DELETE FROM inbox WHERE ${madeByTheLeader};
      ALTER TABLE inbox DROP COLUMN seed;
      ALTER TABLE inbox DROP COLUMN branches;
      DROP TABLE frame_deltas;
      DROP TABLE frames;
    `)
  },
}

/** A start that another process accepted brings its input. */
const madeByTheLeader =
  "(kind IN ('step', 'timer', 'retry', 'park', 'wake', 'received') OR (kind = 'start' AND payload IS NULL))"
