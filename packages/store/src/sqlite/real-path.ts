import { readlinkSync, realpathSync } from "node:fs"
import { basename, dirname, join, resolve } from "node:path"

/**
 * The one path of a database, whatever links lead to it: what stands beside it must be the same for all who open it. A link
 * to a file that is not there yet leads to where that file is going to be.
 */
export const realPath = (path: string): string => {
  const links = new Set<string>()
  let file = resolve(path)
  while (!links.has(file)) {
    const real = linkless(file)
    if (real !== undefined) return real
    links.add(file)
    const folder = linkless(dirname(file))
    // Whoever opens the file says what is wrong with the path.
    if (folder === undefined) return file
    file = join(folder, basename(file))
    const target = targetOf(file)
    if (target === undefined) return file
    file = resolve(folder, target)
  }
  return file
}

const linkless = (path: string): string | undefined => {
  try {
    return realpathSync(path)
  } catch {
    return undefined
  }
}

/** Where a link leads; `undefined` of anything else. */
const targetOf = (path: string): string | undefined => {
  try {
    return readlinkSync(path)
  } catch {
    return undefined
  }
}
