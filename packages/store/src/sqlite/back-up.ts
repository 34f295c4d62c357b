import { existsSync, renameSync, rmSync } from "node:fs"
import type { Connection } from "./driver.ts"

/** Copies a database beside itself before its format changes, and answers the path of the copy. */
export const backUp = (connection: Connection, path: string, format: number): string => {
  const target = freePath(`${path}.format-${format}.backup`)
  copyInto(connection, target)
  return target
}

/** Writes a sound copy, as of one moment, while others read and write; a copy cut short never bears the final name. */
export const copyInto = (connection: Connection, target: string): void => {
  const unfinished = `${target}.unfinished`
  rmSync(unfinished, { force: true })
  connection.prepare("VACUUM INTO ?").run(unfinished)
  renameSync(unfinished, target)
}

const freePath = (path: string): string => {
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? path : `${path}.${n}`
    if (!existsSync(candidate)) return candidate
  }
}
