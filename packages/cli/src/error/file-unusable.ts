import { StatewrightError } from "@statewright/model"
import { dirname, relative } from "node:path"

/** The system refused to read or to write a file. */
export class FileUnusable extends StatewrightError {
  readonly _tag = "FileUnusable"

  constructor({ path, doing, cause }: { readonly path: string; readonly doing: string; readonly cause: SystemError }) {
    super({
      code: "CLI-013",
      message: `${path} cannot be ${doing}: ${whyNot(cause)}.`,
      hint: remedies[cause.code]?.(path) ?? "Look at the path, at its rights and at the disk.",
      cause,
    })
  }
}

/** What the system says of a call that failed. */
interface SystemError extends Error {
  readonly code: string
  readonly syscall: string
}

/** Why the system refused a call, in words: `ENOENT: no such file or directory, open 'x'` is none. */
export const whyNot = (error: unknown): string =>
  isSystemError(error) ? (reasons[error.code] ?? error.message) : error instanceof Error ? error.message : String(error)

/** An error of the file system in our words; `undefined` of any other error. */
export const fileUnusable = (error: unknown): FileUnusable | undefined => {
  if (!isSystemError(error) || !("path" in error) || typeof error.path !== "string") return undefined
  // Files are written under another name first.
  const path = relative("", error.path.replace(/\.\d+\.tmp$/, "")) || "."
  return new FileUnusable({ path, doing: doings[error.syscall] ?? "written", cause: error })
}

const isSystemError = (error: unknown): error is SystemError =>
  error instanceof Error && "code" in error && typeof error.code === "string" && "syscall" in error

/** `open` is both; whoever only reads looks first whether a file is there. */
const doings: Readonly<Record<string, string>> = {
  open: "opened",
  read: "read",
  scandir: "read",
  stat: "read",
  watch: "watched",
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  ENOTDIR: "something on the way to it is no folder",
  EISDIR: "it is a folder",
  EACCES: "permission is denied",
  EPERM: "permission is denied",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  EMFILE: "this process has too many files open",
}

const remedies: Readonly<Record<string, (path: string) => string>> = {
  ENOENT: (path) => `Correct the path, or make its folder: mkdir -p ${dirname(path)}`,
  ENOTDIR: () => "Correct the path.",
  EISDIR: () => "Name a file in it.",
  EACCES: () => "Give this user the right to the file and its folder.",
  EPERM: () => "Give this user the right to the file and its folder.",
  EROFS: () => "Name a place that can be written.",
  ENOSPC: () => "Free some space, and type the command again.",
}
