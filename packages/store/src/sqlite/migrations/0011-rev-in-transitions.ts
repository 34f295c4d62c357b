import type { Migration } from "./migration.ts"

/**
 * How far a run is stands in its last transition alone, so that an ordinary step writes no row of `runs`. The new columns
 * stand before the snapshot, which may fill pages that nobody needs to read to get to them.
 */
export const revInTransitions: Migration = {
  name: "0011-rev-in-transitions",
  up(connection) {
    connection.exec(`
      CREATE TABLE moved (
        run_id TEXT NOT NULL,
        rev INTEGER NOT NULL,
        at INTEGER NOT NULL,
        -- Null where a row of the inbox moved the run.
        kind TEXT,
        wait_id TEXT,
        -- Where its body rests after it.
        state TEXT,
        -- The transition whose snapshot is all of the frame; null once there is none.
        base_rev INTEGER,
        seed ANY,
        branches ANY,
        -- All of the frame, or what changed in it.
        snapshot ANY,
        PRIMARY KEY (run_id, rev)
      ) STRICT, WITHOUT ROWID;
      INSERT INTO moved (run_id, rev, at, kind, wait_id, seed, branches, snapshot)
        SELECT run_id, rev, at, kind, wait_id, seed, branches, snapshot FROM transitions;
      DROP TABLE transitions;
      ALTER TABLE moved RENAME TO transitions;
      INSERT INTO transitions (run_id, rev, at, state, base_rev)
        SELECT id, rev, updated_at, state, base_rev FROM runs
        WHERE true
        ON CONFLICT DO UPDATE SET state = excluded.state, base_rev = excluded.base_rev;
      ALTER TABLE runs DROP COLUMN rev;
      ALTER TABLE runs DROP COLUMN state;
      ALTER TABLE runs DROP COLUMN updated_at;
      ALTER TABLE runs DROP COLUMN base_rev;
    `)
  },
}
