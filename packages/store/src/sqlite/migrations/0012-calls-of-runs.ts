import type { Migration } from "./migration.ts"

/** A run knows how many calls it has open, so that a step's commit writes no index of open steps. */
export const callsOfRuns: Migration = {
  name: "0012-calls-of-runs",
  up(connection) {
    connection.exec(`
      ALTER TABLE runs ADD COLUMN calls INTEGER NOT NULL DEFAULT 0;
      -- Whether it has any: apart from the count, which changes more often than an index should be written.
      ALTER TABLE runs ADD COLUMN at_work INTEGER NOT NULL DEFAULT 0;
      UPDATE runs
        SET at_work = 1, calls = (SELECT count(*) FROM steps WHERE steps.run_id = runs.id AND ended_at IS NULL)
        WHERE id IN (SELECT run_id FROM steps WHERE ended_at IS NULL);
      CREATE INDEX runs_at_work ON runs (id) WHERE at_work = 1;
      DROP INDEX steps_open;
    `)
  },
}
