import type { Compiler } from "@statewright/codegen"
import { relative } from "node:path"

import { type ExitCode, exitCode } from "../error/exit-code.ts"
import { printError } from "../error/print-error.ts"
import { nearestTsconfig } from "../project/load-module.ts"
import { findProject, type Project } from "../project/find-project.ts"
import { interrupt } from "../run/interrupt.ts"
import type { Screen } from "../screen/screen.ts"
import { tellDiagnostics, tellProgram, tellWritten } from "./tell-codegen.ts"
import { type FileChange, watchFiles } from "./watch-files.ts"

/** How a project is watched. */
export interface WatchSettings {
  readonly screen: Screen
  /** What `--project` named. */
  readonly folder: string | undefined
  readonly json: boolean
  readonly keepGoing: boolean
  readonly typecheck: boolean
}

/** Compiles a project, and again whenever something that it is made of changes, until Ctrl-C. */
export const watchProject = async (first: Project, settings: WatchSettings): Promise<ExitCode> => {
  const { screen, json } = settings
  const { createCompiler, lockOnDisk } = await import("@statewright/codegen")
  const compiler = createCompiler()
  const ended = interrupt()
  let project = first
  let queue: Promise<void> = Promise.resolve()
  let lock = ""
  const isIgnored = (path: string): boolean => isOfNoInterest(path, project)
  // The lock that this process has written is none.
  const isNews = ({ file }: FileChange): boolean => !isLockFile(file, project) || lockOnDisk(project.root) !== lock
  const round = async (changes: readonly FileChange[] | undefined): Promise<void> => {
    try {
      const affected = changes === undefined ? "anything" : affectedBy(changes.filter(isNews), project, compiler)
      if (affected === "nothing") return
      if (changes?.some(({ file }) => file === project.file)) project = await findProject(settings.folder, Date.now())
      await compileOnce(project, settings, compiler, affected === "anything" ? undefined : affected)
      lock = lockOnDisk(project.root)
      watched.add(outside(project, compiler))
    } catch (error) {
      printError(error, screen, json)
    }
  }
  const changed = (changes: readonly FileChange[]): void => {
    queue = queue.then(() => round(changes))
  }
  const watched = await watchFiles({ folder: project.root, isIgnored, changed })
  queue = queue.then(() => round(undefined))
  await queue
  if (!json) screen.talk(screen.paint.dim("Watching for changes. Ctrl-C ends."))
  await ended
  await watched.close()
  await queue
  return exitCode.ok
}

const compileOnce = async (
  project: Project,
  { screen, folder, json, keepGoing, typecheck }: WatchSettings,
  compiler: Compiler,
  changed: readonly string[] | undefined,
): Promise<void> => {
  const { hasErrors, lockOnDisk, writeFiles } = await import("@statewright/codegen")
  const begin = performance.now()
  const result = compiler.compile({ ...project, keepGoing, typecheck, lock: lockOnDisk(project.root) }, changed)
  const written = writeFiles(project, result)
  const millis = Math.round(performance.now() - begin)
  const refused = hasErrors(result.diagnostics)
  const done = { screen, project, folder, result, fixed: [], refused, isEmpty: refused && result.files.length === 0 }
  if (json) return void tellProgram(done, { ...written, millis })
  await tellDiagnostics(done)
  tellWritten(done, written)
  screen.talk(screen.paint.dim(`In ${millis} ms.`))
}

/** Which files must be read again: none, these, or all, since it is not only texts that have changed. */
const affectedBy = (
  changes: readonly FileChange[],
  project: Project,
  compiler: Compiler,
): readonly string[] | "anything" | "nothing" => {
  const texts: string[] = []
  let isLock = false
  for (const { file, kind } of changes) {
    if (file === project.file || isSetting(file)) return "anything"
    if (isLockFile(file, project)) isLock = true
    else if (compiler.hasRead(file)) {
      if (kind === "removed") return "anything"
      texts.push(file)
    } else if (kind === "added" && isSource(file)) return "anything"
  }
  return texts.length > 0 || isLock ? texts : "nothing"
}

const isSetting = (file: string): boolean => /(^|\/)(tsconfig[^/]*|package)\.json$/.test(file)

const isSource = (file: string): boolean => /\.([cm]?[jt]sx?|json)$/.test(file)

const isLockFile = (file: string, { root }: Project): boolean => nameIn(root, file) === "statewright/workflows.lock"

/** Packages, what codegen writes itself, and what no program reads. */
const isOfNoInterest = (path: string, { root, outDir, file }: Project): boolean => {
  if (/(^|[\\/])(node_modules|\.git|\.statewright)([\\/]|$)/.test(relative(root, path))) return true
  if (path === file) return false
  const name = nameIn(`${root}/${outDir}`, path)
  if (!name.startsWith("..") && generated.test(name)) return true
  const last = nameIn(root, path).split("/").at(-1) ?? ""
  // A name with an ending is a file's; a folder with one is looked into.
  return /\.(tmp|swp|md|db|db-wal|db-shm|log|svg|png)$/.test(last)
}

const generated = /(\.machine\.ts|\.map|\.chart\.json|\.tmp)$|^(index|client)\.ts$/

const nameIn = (folder: string, path: string): string => relative(folder, path).replaceAll("\\", "/")

/** What the project is made of that does not lie in its folder. */
const outside = ({ root }: Project, compiler: Compiler): readonly string[] => {
  const tsconfig = nearestTsconfig(root)
  return [...compiler.files(), ...(tsconfig === undefined ? [] : [tsconfig])].filter((file) =>
    nameIn(root, file).startsWith(".."),
  )
}
