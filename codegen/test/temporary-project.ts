import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

import { onTestFinished } from "vitest"

import { openSources } from "../src/1-read/sources.ts"
import { readTsconfig } from "../src/1-read/tsconfig.ts"

/** Where the fixtures stand. */
export const fixtures: string = fileURLToPath(new URL("../fixtures", import.meta.url))

/** The settings of the fixtures: the strictest that there are. */
const strictest = readTsconfig(fixtures, join(fixtures, "tsconfig.json"))

/** Parsed files that the tests of one file share, so that each does not read the standard library again. */
export const sharedSources = openSources(strictest)

/** A project in a new folder that can import `statewright` and `zod`; it is gone when the test ends. */
export const temporaryProject = (files: Readonly<Record<string, string>>): string => {
  const root = createProject(files)
  onTestFinished(() => rmSync(root, { recursive: true }))
  return root
}

/** The same for longer than a test; the caller removes it. */
export const createProject = (files: Readonly<Record<string, string>>): string => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "statewright-codegen-")))
  symlinkSync(fileURLToPath(new URL("../node_modules", import.meta.url)), join(root, "node_modules"))
  const all = {
    "tsconfig.json": JSON.stringify({ extends: join(fixtures, "tsconfig.json"), include: [] }),
    "package.json": '{ "name": "app", "type": "module" }',
    ...files,
  }
  writeInto(root, all)
  return root
}

/** Writes files below a folder. */
export const writeInto = (root: string, files: Readonly<Record<string, string>>): void => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
}
