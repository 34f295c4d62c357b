import { relative, sep } from "node:path"
import { fileURLToPath } from "node:url"

/**
 * The innermost line of a stack that is of the author's own code, as `function file`; `undefined` where none is. Without
 * line numbers, and from the working directory on: an edit elsewhere in the file and another release folder leave it alike.
 *
 * @example
 * authorFrame("Error: no\n    at charge (file:///app/src/pay.ts:12:9)", { cwd: "/app" }) // "charge src/pay.ts"
 */
export const authorFrame = (
  stack: string | undefined,
  { cwd = process.cwd(), ours = ownFolders }: { readonly cwd?: string; readonly ours?: readonly string[] } = {},
): string | undefined => {
  for (const line of (stack ?? "").split("\n")) {
    const found = frameOf(line)
    if (found === undefined || isForeign(found.file, ours)) continue
    return `${found.name} ${shown(found.file, cwd)}`
  }
  return undefined
}

interface StackFrame {
  readonly name: string
  readonly file: string
}

/** One without a name is of a function that has none. */
const frameOf = (line: string): StackFrame | undefined => {
  const match = /^\s*at (?:async )?(?:(?<name>.+?) \()?(?<file>[^()]+?):\d+(?::\d+)?\)?$/u.exec(line)
  const { name = "<anonymous>", file } = match?.groups ?? {}
  if (file === undefined || file === "<anonymous>" || file === "native") return undefined
  return { name: name.replace(/ \[as .+\]$/u, ""), file: pathOf(file) }
}

const pathOf = (file: string): string => {
  if (!file.startsWith("file:")) return file
  try {
    return fileURLToPath(file.replace(/[?#].*$/u, ""))
  } catch {
    return file
  }
}

const isForeign = (file: string, ours: readonly string[]): boolean =>
  file.startsWith("node:") || /[/\\]node_modules[/\\]/u.test(file) || ours.some((folder) => file.startsWith(folder))

const shown = (file: string, cwd: string): string => {
  const path = file.startsWith(`${cwd}${sep}`) ? relative(cwd, file) : file
  return path.replaceAll("\\", "/")
}

/** Where this package and those that it calls stand, where they are not installed but read from their sources. */
const ownFolders: readonly string[] = ["model", "store", "workflow", "runtime"].map((name) =>
  fileURLToPath(new URL(`../../../../${name}/src/`, import.meta.url)),
)
