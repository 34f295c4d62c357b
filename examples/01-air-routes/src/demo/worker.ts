import { spawn } from "node:child_process"
import { once } from "node:events"
import { text } from "node:stream/consumers"
import { fileURLToPath } from "node:url"

/** A worker process, as the demo sees it. */
export interface Worker {
  readonly pid: number
  /** Milliseconds since 1970. */
  readonly startedAt: number
  /** When it had the run in hand. */
  readonly ready: Promise<number>
  /** Resolves when it has done its work; rejects with what it complained of. */
  readonly done: Promise<void>
  /** Waits for something that must happen while the worker lives. */
  until<Event>(happens: Promise<Event>): Promise<Event>
  /** Ends it by SIGKILL, which no process can catch; answers when it was dead. */
  kill(): Promise<number>
}

/** Starts `worker.ts` in a process of its own. */
export const startWorker = (database: string, service: string, folder: string): Worker => {
  const startedAt = Date.now()
  const file = fileURLToPath(new URL("../worker.ts", import.meta.url))
  const child = spawn(process.execPath, [file, database, service, folder], { stdio: ["ignore", "pipe", "pipe"] })
  // No worker outlives a demo that fails.
  const end = () => child.kill("SIGKILL")
  process.once("exit", end)
  child.once("exit", () => process.off("exit", end))
  const complaints = text(child.stderr)
  const exit = once(child, "exit")
  const ready = once(child.stdout, "data").then(() => Date.now())

  const ends = async () => {
    const [code, signal] = await exit
    if (code !== 0 && signal !== "SIGKILL") throw new Error(`The worker failed.\n${await complaints}`)
  }
  const done = ends()
  const endsEarly = async (): Promise<never> => {
    await done
    throw new Error("The worker ended before its time.")
  }

  return {
    pid: child.pid ?? 0,
    startedAt,
    ready,
    done,
    until: (happens) => Promise.race([happens, endsEarly()]),
    kill: async () => {
      child.kill("SIGKILL")
      const [, signal] = await exit
      if (signal !== "SIGKILL") await endsEarly()
      return Date.now()
    },
  }
}
