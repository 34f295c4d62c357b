import { copyFileSync, existsSync, mkdirSync } from "node:fs"
import { join } from "node:path"
import { armKillPoint } from "@statewright/store/kill-point"

/** The files of a case; what readers and writers share in memory is made anew from them, as after any death. */
const files = ["app.db", "app.db-wal", "clock"]

/**
 * Does something with a case's folder, and keeps after each commit what a process that is killed right then leaves
 * behind: what was written stays with the system, whoever dies.
 */
export const keptCommits = async <Value>(
  folder: string,
  act: () => Promise<Value>,
): Promise<{ readonly value: Value; readonly kept: readonly string[] }> => {
  const kept: string[] = []
  const keep = (): void => {
    const copy = `${folder}-${kept.length + 1}`
    mkdirSync(copy)
    for (const file of files) if (existsSync(join(folder, file))) copyFileSync(join(folder, file), join(copy, file))
    kept.push(copy)
  }
  const arm = (): void =>
    armKillPoint("tx-after", 1, () => {
      keep()
      arm()
    })
  arm()
  try {
    return { value: await act(), kept }
  } finally {
    armKillPoint("tx-after", Number.POSITIVE_INFINITY, () => {})
  }
}
