import { group } from "../command-line/command.ts"
import { backUp } from "./db-backup.ts"
import { checkFile } from "./db-check.ts"
import { vacuum } from "./db-vacuum.ts"

/** `statewright db`: for the file that runs are kept in. */
export const db = group("db", {
  about: "Takes care of a database: copies it, looks it through, makes it small.",
  examples: [
    ["statewright db backup monday.db", "a sound copy, while engines work"],
    ["statewright db check", "read the whole file and say what is wrong with it"],
    ["statewright db vacuum", "give the disk back what deleted rows took"],
  ],
  commands: [backUp, checkFile, vacuum],
})
