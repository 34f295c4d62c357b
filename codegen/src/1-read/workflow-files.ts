import { globSync } from "node:fs"
import { dirname, join, relative } from "node:path"

/** A file that a glob names, and the files that are generated from it; all absolute, with `/`. */
export interface FoundFile {
  readonly file: string
  readonly machineFile: string
  readonly chartFile: string
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
export const findWorkflowFiles = ({ root, workflows, outDir }: FileQuery): FoundFile[] => {
  const found = new Map<string, FoundFile>()
  for (const glob of workflows) {
    const base = join(root, fixedPart(glob))
    for (const match of globSync(glob, { cwd: root, exclude: isSkippedFolder })) {
      const file = join(root, match)
      if (found.has(file) || !isSource(file) || isWithin(join(root, outDir), file, base)) continue
      const stem = join(root, outDir, relative(base, dirname(file)), stemOf(file))
      found.set(file, {
        file: posix(file),
        machineFile: posix(`${stem}.machine.ts`),
        chartFile: posix(`${stem}.chart.json`),
      })
    }
  }
  return [...found.values()].toSorted((a, b) => (a.file < b.file ? -1 : 1))
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

const isSource = (file: string): boolean =>
  /\.(ts|tsx|mts)$/.test(file) && !/\.d\.[mc]?ts$/.test(file) && !file.endsWith(".machine.ts")

/** Generated files are never sources; an outDir that is the sources' own folder excludes nothing. */
const isWithin = (outDir: string, file: string, base: string): boolean =>
  !relative(outDir, file).startsWith("..") && relative(outDir, base).startsWith("..")

/** `collect` of `collect.workflow.ts`. */
const stemOf = (file: string): string =>
  posix(file)
    .split("/")
    .at(-1)
    ?.replace(/(\.workflow)?\.[mc]?tsx?$/, "") ?? file
