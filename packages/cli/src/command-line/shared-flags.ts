import { text, toggle, word } from "./flag.ts"

/** The flags that several commands have, named and explained the same everywhere. */
export const sharedFlags = {
  project: text("project", {
    as: "DIR",
    about: "The project's folder: where statewright.config.ts stands. Default: this folder.",
  }),
  database: text("database", { as: "FILE", about: "The SQLite file. Default: ./statewright.db." }),
  json: toggle("json", "Print one JSON document on stdout."),
}

/** Which run a command is about. */
export const runWord = word("run", "The run's id, or the beginning of it that no other has.")

/** The database that a command opens when `--database` does not say another. */
export const defaultDatabase = "statewright.db"
