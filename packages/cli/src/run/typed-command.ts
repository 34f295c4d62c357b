import { shellWord } from "@statewright/model"

import { defaultDatabase } from "../command-line/shared-flags.ts"

/** The run that a command is about. */
export interface Named {
  readonly name: string
  readonly id: string
  readonly database: string
  /** What `--project` named. */
  readonly folder?: string | undefined
}

/** The command that goes on with a run, as somebody would type it. */
export const runCommandText = ({ name, id, database, folder }: Named): string =>
  [
    `statewright run ${shellWord(name)} --id ${shellWord(id)} --wait`,
    ...databaseWords(database),
    ...(folder === undefined ? [] : [`--project ${shellWord(folder)}`]),
  ].join(" ")

/** The command that follows a run, as somebody would type it. */
export const tailCommandText = ({ id, database }: Pick<Named, "id" | "database">): string =>
  [`statewright runs tail ${shellWord(id)}`, ...databaseWords(database)].join(" ")

const databaseWords = (database: string): readonly string[] =>
  database === defaultDatabase ? [] : [`--database ${shellWord(database)}`]
