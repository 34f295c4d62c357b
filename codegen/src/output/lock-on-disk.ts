import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"

import { lockPath } from "../lock/lock.ts"

/**
 * The text of a project's lock; empty where there is none yet.
 *
 * @example
 * const { lock, files } = compile({ ...project, lock: lockOnDisk(project.root) })
 */
export const lockOnDisk = (root: string): string => {
  const file = join(root, lockPath)
  return existsSync(file) ? readFileSync(file, "utf8") : ""
}
