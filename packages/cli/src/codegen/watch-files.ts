import { watch } from "chokidar"
import { statSync } from "node:fs"

/** What happened to a file since the last time; absolute. */
export interface FileChange {
  readonly file: string
  readonly kind: "added" | "changed" | "removed"
}

/** Files that are watched. */
export interface WatchedFiles {
  /** Watches more. */
  readonly add: (files: readonly string[]) => void
  /** Ends it. */
  readonly close: () => Promise<void>
}

/** Which files, and what is done when they change: once for what changes together. */
export interface WatchRequest {
  readonly folder: string
  readonly isIgnored: (path: string) => boolean
  readonly changed: (changes: readonly FileChange[]) => void
}

/** An editor that saves, or a checkout, changes several files one after another. */
const gatherMillis = 10

/** For so long chokidar keeps to itself that a file has changed once more. */
const silentMillis = 60

/** Watches a folder; resolves once nothing that happens is missed any more. */
export const watchFiles = async ({ folder, isIgnored, changed }: WatchRequest): Promise<WatchedFiles> => {
  const pending = new Map<string, FileChange>()
  let timer: NodeJS.Timeout | undefined
  const tell = (): void => {
    const changes = [...pending.values()]
    pending.clear()
    const times = changes.map(({ file }) => [file, timeOf(file)] as const)
    setTimeout(() => {
      for (const [file, time] of times) if (timeOf(file) !== time && timeOf(file) !== undefined) note("changed")(file)
    }, silentMillis).unref()
    changed(changes)
  }
  const note = (kind: FileChange["kind"]) => (path: string) => {
    const file = path.replaceAll("\\", "/")
    // What is added and then written to is still new.
    const isNew = kind === "changed" && pending.get(file)?.kind === "added"
    pending.set(file, { file, kind: isNew ? "added" : kind })
    clearTimeout(timer)
    timer = setTimeout(tell, gatherMillis)
  }
  const watcher = watch(folder, { ignored: isIgnored, ignoreInitial: true })
  watcher.on("add", note("added")).on("change", note("changed")).on("unlink", note("removed"))
  await new Promise<void>((resolve, reject) => watcher.once("ready", resolve).once("error", reject))
  return {
    add: (files) => void watcher.add([...files]),
    close: async () => {
      clearTimeout(timer)
      await watcher.close()
    },
  }
}

const timeOf = (file: string): number | undefined => statSync(file, { throwIfNoEntry: false })?.mtimeMs
