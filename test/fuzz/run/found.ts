import { createHash } from "node:crypto"
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Plan } from "./plan.ts"

/** A program with which something was wrong once, and the plan under which it was. */
export interface Found {
  readonly program: string
  readonly plan: Plan
}

/** One folder for each, which the tests run again from then on. */
const foundFolder = join(import.meta.dirname, "..", "found")

/** Keeps a program, and answers its folder. */
export const keepFound = ({ program, plan }: Found, what: string): string => {
  const hash = createHash("sha256").update(program).digest("hex").slice(0, 8)
  const folder = join(foundFolder, hash)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, "program.txt"), `${program}\n`)
  writeFileSync(join(folder, "plan.txt"), `${plan}\n`)
  writeFileSync(join(folder, "what.md"), `${what}\n`)
  return folder
}

/** All that were kept. */
export const allFound = (): readonly Found[] => {
  if (!existsSync(foundFolder)) return []
  const read = (folder: string, file: string): string => readFileSync(join(foundFolder, folder, file), "utf8").trim()
  return readdirSync(foundFolder).map((folder) => ({
    program: read(folder, "program.txt"),
    plan: read(folder, "plan.txt"),
  }))
}
