import { execFileSync } from "node:child_process"
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import type { Mutation } from "./mutations.ts"

const top = fileURLToPath(new URL("../../..", import.meta.url))

/** What chaos is made of. */
const parts = ["package.json", "packages", "test"]

/** A copy of this tree in a folder of its own, in which something was taken away. */
export interface TreeCopy {
  readonly folder: string
  readonly remove: () => void
}

/** Throws where a mutation does not apply any more: then it must be written anew, or it proves nothing. */
export const copyOfTree = ({ edits }: Pick<Mutation, "edits">): TreeCopy => {
  const folder = mkdtempSync(join(tmpdir(), "statewright-mutation-"))
  const remove = (): void => rmSync(folder, { recursive: true })
  try {
    for (const part of parts) {
      // Links between packages are relative, so those of the copy lead to the copy.
      cpSync(join(top, part), join(folder, part), { recursive: true, verbatimSymlinks: true, filter: isSource })
    }
    symlinkSync(join(top, "node_modules"), join(folder, "node_modules"))
    for (const { file, from, to, times } of edits) {
      const path = join(folder, file)
      const pieces = readFileSync(path, "utf8").split(from)
      if (pieces.length !== times + 1) {
        throw new Error(`${file} has ${pieces.length - 1} times, not ${times}, what is to be taken away: ${from}`)
      }
      writeFileSync(path, pieces.join(to))
    }
    execFileSync(process.execPath, ["packages/store/scripts/texts.ts"], { cwd: folder })
    return { folder, remove }
  } catch (error) {
    remove()
    throw error
  }
}

const isSource = (path: string): boolean => !/\/(dist|bench|fuzz|consumer|fixtures|found)$/.test(path)
