import { generatedHeader } from "./generated-header.ts"
import { block, byName, type IndexEntry, lines, propertyName } from "./index-module.ts"

/** The text of `client.ts`: only types, so that a browser may import it and finds no step code in it. */
export const clientModule = (workflows: readonly IndexEntry[]): string =>
  lines([
    generatedHeader(),
    "",
    "/** The workflows of this project, as a client sees them. */",
    ...block(
      "export interface Workflows {",
      byName(workflows).map(
        ({ name, specifier, exportName }) =>
          `  readonly ${propertyName(name)}: typeof import(${JSON.stringify(specifier)}).${exportName}`,
      ),
      "}",
    ),
  ])
