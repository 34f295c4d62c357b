import { existsSync, globSync, readFileSync } from "node:fs"
import { join, relative, resolve } from "node:path"

import { sourceHash } from "../1-read/source-hash.ts"
import { type FileQuery, findWorkflowFiles, posix } from "../1-read/workflow-files.ts"

/** Why the generated files of a source cannot be trusted; `file` is relative to the project. */
export interface Stale {
  readonly file: string
  readonly reason: "changed" | "removed" | "not compiled"
}

/**
 * Sources whose generated files are older than they are: by hash, never by time, and without loading the compiler.
 *
 * @example
 * for (const { file, reason } of staleness({ root, workflows: ["src/*.workflow.ts"], outDir: "src/generated" })) warn(file, reason)
 */
export const staleness = (query: FileQuery): Stale[] => {
  const root = resolve(query.root)
  // Several charts may be read from one file, each when that was another.
  const changed = new Map(
    chartFiles(query)
      .flatMap((chart) => sourcesNamedBy(chart))
      .flatMap(([file, hash]): [string, Stale][] => {
        if (!existsSync(join(root, file))) return [[file, { file, reason: "removed" }]]
        const isSame = sourceHash(readFileSync(join(root, file), "utf8")) === hash
        return isSame ? [] : [[file, { file, reason: "changed" }]]
      }),
  )
  const missing = findWorkflowFiles({ ...query, root })
    .filter(({ chartFile }) => !existsSync(chartFile))
    // A file with steps only has no chart; a look at its text tells well enough, and costs no compiler.
    .filter(({ file }) => /\bworkflow\s*\(/.test(readFileSync(file, "utf8")))
    .map(({ file }): Stale => ({ file: posix(relative(root, file)), reason: "not compiled" }))
  return [...changed.values(), ...missing].toSorted((a, b) => (a.file < b.file ? -1 : 1))
}

const chartFiles = ({ root, outDir }: FileQuery): string[] => {
  const folder = join(root, outDir)
  return existsSync(folder) ? globSync("**/*.chart.json", { cwd: folder }).map((path) => join(folder, path)) : []
}

/** Files and hashes of all that a chart was read from, its own source first; nothing if the chart is not one of ours. */
const sourcesNamedBy = (chartFile: string): [string, string][] => {
  const parsed: unknown = parseJson(readFileSync(chartFile, "utf8"))
  if (!isRecord(parsed)) return []
  const uses: unknown = parsed["uses"]
  return [parsed["source"], ...(Array.isArray(uses) ? uses : [])].flatMap((source: unknown): [string, string][] => {
    if (!isRecord(source)) return []
    const { file, hash } = source
    return typeof file === "string" && typeof hash === "string" ? [[file, hash]] : []
  })
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
