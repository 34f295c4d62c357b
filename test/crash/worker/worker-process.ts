import { spawn } from "node:child_process"
import { once } from "node:events"
import { writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { effectsVariable } from "../log/effect-log.ts"
import { nameVariable } from "../log/process-name.ts"
import type { Site } from "../site/site.ts"
import type { WorkerOrders } from "./orders.ts"

/** A process that runs an engine, and can really die. */
export interface WorkerProcess {
  readonly name: string
  /** Resolves when it has said the word so often, or is gone. */
  readonly said: (word: string, times?: number) => Promise<void>
  readonly hasSaid: (word: string) => boolean
  /** Whether it is there still, at work or frozen. */
  readonly lives: () => boolean
  readonly kill: (signal?: "SIGKILL" | "SIGSTOP" | "SIGCONT" | "SIGTERM") => void
  /** How it ended; `SIGKILL` for one that was killed. Rejects with what it wrote to stderr if it failed by itself. */
  readonly ended: Promise<"done" | "SIGKILL">
}

let count = 0

/** Starts a worker on a site. */
export const startWorker = (site: Site, orders: Pick<WorkerOrders, "runs"> & Partial<WorkerOrders>): WorkerProcess => {
  const { database, told, leads } = site
  const name = `process-${++count}`
  const complete: WorkerOrders = { database, told, leads, events: [], pace: 0, stays: false, ...orders }
  const file = join(site.folder, `${name}.orders.json`)
  writeFileSync(file, JSON.stringify(complete))
  const child = spawn(process.execPath, [program, file], {
    env: {
      ...process.env,
      [effectsVariable]: site.effects,
      [nameVariable]: name,
      NODE_COMPILE_CACHE: compileCache,
    },
    stdio: ["ignore", "pipe", "pipe"],
  })
  const words: string[] = []
  const listeners = new Set<() => void>()
  const wake = (): void => listeners.forEach((listener) => listener())
  createInterface(child.stdout).on("line", (word) => {
    words.push(word)
    wake()
  })
  let complaints = ""
  let isTold = false
  child.stderr.on("data", (text) => (complaints += String(text)))

  const ended = once(child, "close").then(([code, signal]) => {
    wake()
    if (signal === "SIGKILL") return signal
    // It may be told to stop before it listens.
    if (code === 0 || (signal === "SIGTERM" && isTold)) return "done" as const
    throw new Error(`${name} ended with ${code ?? signal}:\n${words.join("\n")}\n${complaints}`)
  })
  // Who asks hears of it; a worker that nobody asks about any more may fail.
  ended.catch(() => {})
  const lives = (): boolean => child.exitCode === null && child.signalCode === null

  return {
    name,
    said: (word, times = 1) =>
      new Promise((resolve) => {
        const look = (): void => {
          const often = words.filter((said) => said === word).length
          if (often < times && lives()) return
          listeners.delete(look)
          resolve()
        }
        listeners.add(look)
        look()
      }),
    hasSaid: (word) => words.includes(word),
    lives,
    kill: (signal = "SIGKILL") => {
      isTold ||= signal === "SIGTERM"
      child.kill(signal)
    },
    ended,
  }
}

const compileCache = join(tmpdir(), "statewright-compile-cache")

const program = fileURLToPath(new URL("worker.ts", import.meta.url))
