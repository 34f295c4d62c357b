import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs"
import { dirname } from "node:path"
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
  syncFolder(dirname(target))
}

/** The new name is on the disk before anything goes on that relies on the copy; Windows cannot, and need not be told. */
const syncFolder = (folder: string): void => {
  if (process.platform === "win32") return
  const handle = openSync(folder, "r")
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

const freePath = (path: string): string => {
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? path : `${path}.${n}`
    if (!existsSync(candidate)) return candidate
  }
}
