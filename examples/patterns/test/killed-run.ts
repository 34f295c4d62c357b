import { spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import type { RunDetail } from "@statewright/runtime"
import { cases } from "./cases.ts"
import { play } from "./play.ts"

/** Plays a case in a process that is killed after so many commits, and to its end in this one. */
export const killedRun = async (folder: string, index: number, commits: number): Promise<RunDetail> => {
  const played = cases[index]
  if (played === undefined) throw new Error(`There is no case ${index}.`)
  const child = spawn(process.execPath, [player, folder, String(index), String(commits)], {
    stdio: ["ignore", "ignore", "inherit"],
  })
  const [code, signal] = await once(child, "close")
  if (signal !== "SIGKILL") throw new Error(`The player of case ${index} ended with ${code ?? signal}.`)
  return play(folder, played)
}

const player = fileURLToPath(new URL("player.ts", import.meta.url))
