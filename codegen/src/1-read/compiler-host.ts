import { dirname } from "node:path"

import { Project } from "ts-morph"

import { ts } from "./syntax.ts"

/** A file that need not be on disk. */
export interface SourceText {
  /** Absolute, with `/`. */
  readonly file: string
  readonly text: string
  /** It only lists what other files export: it is fine as long as its own text is. */
  readonly isList?: boolean
}

/** A host that keeps what it parsed, and can be given texts that are on no disk. */
export interface Host extends ts.CompilerHost {
  /** Answers whether any of them was not there before. */
  readonly overlay: (texts: readonly SourceText[]) => boolean
  /** Parses files again, the next time that they are wanted. */
  readonly forget: (files: readonly string[]) => void
}

/**
 * How the compiler reaches files: those of the disk, its own library, and overlaid texts. The line ends of a checkout are
 * not the author's, and mean nothing in JavaScript, in templates neither: all that is made of a file is the same with both.
 */
export const compilerHost = (options: ts.CompilerOptions): Host => {
  const disk = ts.createCompilerHost(options, true)
  const overlaid = new Map<string, string>()
  const folders = new Set<string>()
  const own = new Map<string, ts.SourceFile | undefined>()
  const installed = installedFiles(options)
  const host: Host = {
    ...disk,
    getDefaultLibLocation: () => libraryFolder,
    getDefaultLibFileName: (settings) => `${libraryFolder}/${ts.getDefaultLibFileName(settings)}`,
    fileExists: (file) => overlaid.has(file) || isLibrary(file) || disk.fileExists(file),
    directoryExists: (folder) => folders.has(folder) || (disk.directoryExists?.(folder) ?? false),
    readFile: (file) => overlaid.get(file) ?? (isLibrary(file) ? library().readFile?.(file) : disk.readFile(file)),
    getSourceFile: (file, settings) => {
      const isInstalled = file.includes("/node_modules/")
      const parsed = isInstalled ? installed : own
      if (!parsed.has(file)) {
        const read = host.readFile(file)
        const text = isInstalled ? read : read?.replaceAll("\r\n", "\n")
        parsed.set(file, text === undefined ? undefined : ts.createSourceFile(file, text, settings, true))
      }
      return parsed.get(file)
    },
    overlay: (texts) => {
      const changed = texts.filter(({ file, text }) => overlaid.get(file) !== text)
      for (const { file, text } of changed) {
        overlaid.set(file, text)
        own.delete(file)
        for (let folder = dirname(file); !folders.has(folder); folder = dirname(folder)) folders.add(folder)
      }
      return changed.length > 0
    },
    forget: (files) => {
      for (const file of files) own.delete(file)
    },
  }
  return host
}

/** Installed packages do not change while a process runs; parsed under the same settings, they serve every host. */
const installedFiles = (options: ts.CompilerOptions): Map<string, ts.SourceFile | undefined> => {
  const settings = JSON.stringify({ ...options, configFilePath: undefined })
  const known = installedBySettings.get(settings) ?? new Map<string, ts.SourceFile | undefined>()
  installedBySettings.set(settings, known)
  return known
}

const installedBySettings = new Map<string, Map<string, ts.SourceFile | undefined>>()

/** Where ts-morph keeps the compiler's own declarations; no such folder is on disk. */
const libraryFolder = "/node_modules/typescript/lib"

const isLibrary = (file: string): boolean => file.startsWith(`${libraryFolder}/`) && library().fileExists(file)

let libraryHost: ts.ModuleResolutionHost | undefined

const library = (): ts.ModuleResolutionHost =>
  (libraryHost ??= new Project({ useInMemoryFileSystem: true }).getModuleResolutionHost())
