import { globSync } from "node:fs"
import { join } from "node:path"

/** The root of the repository. */
export const root = join(import.meta.dirname, "../..")

/** Every file of code that a person wrote, as a path from the root. */
export const sourceFiles = (): readonly string[] =>
  globSync(["{codegen,scripts,test,examples/*,packages/*}/**/*.{ts,tsx,js,mjs}", "*.{ts,mjs}"], {
    cwd: root,
    exclude: (path) => /(^|\/)(node_modules|dist|fixtures|generated)$|\.generated\.ts$/.test(path),
  }).toSorted()
