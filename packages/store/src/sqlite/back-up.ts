import { existsSync, renameSync, rmSync } from "node:fs"
import type { Connection } from "./driver.ts"

/** Writes a sound copy of the database beside it, and answers its path; a copy cut short never bears the final name. */
export const backUp = (connection: Connection, path: string, format: number): string => {
  const target = freePath(`${path}.format-${format}.backup`)
  const unfinished = `${target}.unfinished`
  rmSync(unfinished, { force: true })
  connection.prepare("VACUUM INTO ?").run(unfinished)
  renameSync(unfinished, target)
  return target
}

const freePath = (path: string): string => {
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? path : `${path}.${n}`
    if (!existsSync(candidate)) return candidate
  }
}
