import { spawn } from "node:child_process"
import { once } from "node:events"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { effectsVariable } from "./effect-log.ts"
import type { Site } from "./site.ts"
import type { WorkerOrders } from "./worker.ts"

/** A process that runs an engine, and can really die. */
export interface WorkerProcess {
  /** Resolves when it has said the word so often, or is gone. */
  readonly said: (word: string, times?: number) => Promise<void>
  readonly kill: () => void
  /** How it ended; `SIGKILL` for one that was killed. Rejects with what it wrote to stderr if it failed by itself. */
  readonly ended: Promise<"done" | "SIGKILL">
}

/** Starts a worker on a site. */
export const startWorker = (site: Site, orders: Pick<WorkerOrders, "runs"> & Partial<WorkerOrders>): WorkerProcess => {
  const { database, told } = site
  const complete: WorkerOrders = { database, told, workflow: "tour", pace: 0, stays: false, ...orders }
  const child = spawn(process.execPath, [program, JSON.stringify(complete)], {
    env: { ...process.env, [effectsVariable]: site.effects, NODE_COMPILE_CACHE: compileCache },
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
  child.stderr.on("data", (text) => (complaints += String(text)))

  const ended = once(child, "close").then(([code, signal]) => {
    wake()
    if (signal === "SIGKILL") return signal
    if (code === 0) return "done" as const
    throw new Error(`The worker ended with ${code ?? signal}:\n${complaints}`)
  })
  // Who asks hears of it; a worker that nobody asks about any more may fail.
  ended.catch(() => {})

  return {
    said: (word, times = 1) =>
      new Promise((resolve) => {
        const look = (): void => {
          const often = words.filter((said) => said === word).length
          if (often < times && child.exitCode === null && child.signalCode === null) return
          listeners.delete(look)
          resolve()
        }
        listeners.add(look)
        look()
      }),
    kill: () => void child.kill("SIGKILL"),
    ended,
  }
}

const compileCache = join(tmpdir(), "statewright-compile-cache")

const program = fileURLToPath(new URL("worker.ts", import.meta.url))
