import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import type { RunDetail } from "@statewright/runtime"
import { openSqliteStore } from "@statewright/store"
import { cases } from "./cases.ts"
import { play, runId } from "./play.ts"

/** A run that was killed, and went on in another process. */
export interface KilledRun {
  /** The state of the body in which it was killed. */
  readonly state: string | null
  readonly ended: RunDetail
}

/** Plays a case in a process that is killed after so many commits, and to its end in this one. */
export const killedRun = async (index: number, commits: number): Promise<KilledRun> => {
  const played = cases[index]
  if (played === undefined) throw new Error(`There is no case ${index}.`)
  const folder = await mkdtemp(join(tmpdir(), "statewright-pattern-"))
  try {
    const child = spawn(process.execPath, [player, folder, String(index), String(commits)], {
      stdio: ["ignore", "ignore", "inherit"],
    })
    const [code, signal] = await once(child, "close")
    if (signal !== "SIGKILL") throw new Error(`The player of case ${index} ended with ${code ?? signal}.`)
    const state = await storedState(`${folder}/app.db`)
    return { state, ended: await play(folder, played) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const player = fileURLToPath(new URL("player.ts", import.meta.url))

const storedState = async (database: string): Promise<string | null> => {
  const store = await openSqliteStore({ path: database })
  try {
    return (await store.run(runId))?.state ?? null
  } finally {
    await store.close()
  }
}
