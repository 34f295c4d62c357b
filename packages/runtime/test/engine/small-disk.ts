import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Context } from "effect"
import { DiskFull, openSqliteStore } from "@statewright/store"
import { onTestFinished } from "vitest"
import { OpenStore } from "../../src/index.ts"

/** A disk that can be filled to the last byte. */
export interface SmallDisk {
  readonly folder: string
  /** To be given to `createEngineWith`. */
  readonly services: Context.Context<never>
  readonly fill: () => void
  readonly free: () => void
}

/** A real one of 2 MiB where this user may mount it; elsewhere, commits are told that the disk is full. */
export const smallDisk = (): SmallDisk => {
  const folder = mkdtempSync(join(tmpdir(), "statewright-disk-"))
  const mounted = spawnSync("/bin/mount", ["-t", "tmpfs", "-o", "size=2m", "none", folder]).status === 0
  const filler = join(folder, "filler")
  let pretended = false
  onTestFinished(() => {
    if (mounted) spawnSync("/bin/umount", ["--lazy", folder])
    rmSync(folder, { recursive: true, force: true })
  })
  const open: typeof openSqliteStore = async (options) => {
    const store = await openSqliteStore(options)
    return {
      ...store,
      commit: (epoch, batch) => (pretended ? Promise.reject(new DiskFull(options.path)) : store.commit(epoch, batch)),
      lead: (request) => (pretended ? Promise.reject(new DiskFull(options.path)) : store.lead(request)),
    }
  }
  return {
    folder,
    services: mounted ? Context.empty() : Context.make(OpenStore, open),
    fill: () => {
      if (!mounted) pretended = true
      else writeFileSync(filler, Buffer.alloc(statfsSync(folder).bavail * statfsSync(folder).bsize))
    },
    free: () => {
      pretended = false
      rmSync(filler, { force: true })
    },
  }
}
