import type { Migration } from "./migration.ts"

/** Beside what moved a run stands what the move was computed from: the time that it saw, and the seed of its chance. */
export const transitionInputs: Migration = {
  name: "0002-transition-inputs",
  up(connection) {
    connection.exec(`
      ALTER TABLE inbox ADD COLUMN processed_at INTEGER;
      ALTER TABLE inbox ADD COLUMN seed ANY;
    `)
  },
}
