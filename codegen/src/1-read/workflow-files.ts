import { accessSync, closeSync, constants, globSync, openSync, readSync, statSync } from "node:fs"
import { dirname, join, relative } from "node:path"

/** A file that a glob names, and the files that are generated from it; all absolute, with `/`. */
export interface FoundFile {
  readonly file: string
  readonly machineFile: string
  readonly chartFile: string
}

/** What a glob names and codegen does not read. */
export interface PassedOver {
  /** Absolute, with `/`. */
  readonly file: string
  readonly because: keyof typeof whyNot
}

/** Why something that a glob names is not read, for a person. */
export const whyNot = {
  folder: "is no file",
  unreadable: "cannot be read",
  encoding: "is not written in UTF-8",
  language: "is not written in TypeScript",
  declarations: "holds declarations only",
  generated: "stands in `outDir`, or is generated",
}

/** Where to look for workflow files, and where their machines go. */
export interface FileQuery {
  /** Absolute. */
  readonly root: string
  /** Relative to `root`. */
  readonly workflows: readonly string[]
  /** Relative to `root`. */
  readonly outDir: string
}

/** The workflow files of a project, sorted; folders below a glob's fixed part are kept in `outDir`. */
export const findWorkflowFiles = (query: FileQuery): FoundFile[] => matchFiles(query).found

/** Everything that the globs of a project name: what is read, and what is not, each sorted. */
export const matchFiles = ({ root, workflows, outDir }: FileQuery) => {
  const found = new Map<string, FoundFile>()
  const passedOver = new Map<string, PassedOver>()
  for (const glob of workflows) {
    const base = join(root, fixedPart(glob))
    for (const match of globSync(glob, { cwd: root, exclude: isSkippedFolder })) {
      const file = join(root, match)
      if (found.has(file)) continue
      const because = isWithin(join(root, outDir), file, base) ? "generated" : reasonAgainst(file)
      if (because !== undefined) {
        passedOver.set(file, { file: posix(file), because })
        continue
      }
      const stem = join(root, outDir, relative(base, dirname(file)), stemOf(file))
      found.set(file, {
        file: posix(file),
        machineFile: posix(`${stem}.machine.ts`),
        chartFile: posix(`${stem}.chart.json`),
      })
    }
  }
  const byPath = (a: { file: string }, b: { file: string }): number => (a.file < b.file ? -1 : 1)
  return { found: [...found.values()].toSorted(byPath), passedOver: [...passedOver.values()].toSorted(byPath) }
}

/** A path with `/`, whatever the system writes. */
export const posix = (path: string): string => path.replaceAll("\\", "/")

/** The folder before the first wildcard: `src` of `src/**\/*.workflow.ts`. */
const fixedPart = (glob: string): string => {
  const parts = posix(glob).split("/").slice(0, -1)
  const wild = parts.findIndex((part) => /[*?[{(!]/.test(part))
  return (wild === -1 ? parts : parts.slice(0, wild)).join("/")
}

const isSkippedFolder = (name: string): boolean => /(^|[\\/])(node_modules|\.git|\.statewright)$/.test(name)

/** Why something that a glob names is not read; `undefined` when it is. */
const reasonAgainst = (file: string): PassedOver["because"] | undefined => {
  if (/\.d\.[mc]?ts$/.test(file)) return "declarations"
  if (file.endsWith(".machine.ts")) return "generated"
  try {
    if (!statSync(file).isFile()) return "folder"
    accessSync(file, constants.R_OK)
  } catch {
    // A link that leads nowhere, or round in a circle; a file that is somebody else's.
    return "unreadable"
  }
  if (!isTypeScript.test(file)) return "language"
  return isWide(file) ? "encoding" : undefined
}

/** UTF-16, with its mark or without: TypeScript could read it, Node could not. */
const isWide = (file: string): boolean => {
  const head = Buffer.alloc(2)
  const opened = openSync(file, "r")
  try {
    readSync(opened, head)
  } finally {
    closeSync(opened)
  }
  const [first, second] = head
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || (first !== 0) !== (second !== 0)
}

const isTypeScript = /\.(ts|tsx|mts)$/

/** Generated files are never sources; an outDir that is the sources' own folder excludes nothing. */
const isWithin = (outDir: string, file: string, base: string): boolean =>
  !relative(outDir, file).startsWith("..") && relative(outDir, base).startsWith("..")

/** `collect` of `collect.workflow.ts`. */
const stemOf = (file: string): string =>
  posix(file)
    .split("/")
    .at(-1)
    ?.replace(/(\.workflow)?\.[mc]?tsx?$/, "") ?? file
