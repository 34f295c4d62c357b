import { existsSync, readFileSync } from "node:fs"
import { dirname, join, relative } from "node:path"

import type { Finding } from "./finding.ts"

/** Whether package.json makes the project's files ECMAScript modules. A bundler may do without. */
export const checkModule = (root: string): Finding => {
  const file = nearestPackage(root)
  if (file !== undefined && typeOf(file) === "module") {
    return { subject: "module", status: "ok", says: `"type": "module" in ${relative(root, file)}` }
  }
  return {
    subject: "module",
    status: "warning",
    says: `${file === undefined ? "there is no package.json to say" : `${relative(root, file)} does not say`} "type": "module": TypeScript takes the files for CommonJS`,
    remedy: "npm pkg set type=module",
  }
}

const nearestPackage = (folder: string): string | undefined => {
  const file = join(folder, "package.json")
  if (existsSync(file)) return file
  return dirname(folder) === folder ? undefined : nearestPackage(dirname(folder))
}

const typeOf = (file: string): unknown => {
  try {
    const content: unknown = JSON.parse(readFileSync(file, "utf8"))
    return typeof content === "object" && content !== null && "type" in content ? content.type : undefined
  } catch {
    return undefined
  }
}
