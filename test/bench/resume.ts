import { spawn } from "node:child_process"
import { once } from "node:events"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { median } from "./statistics.ts"
import { timed } from "./stopwatch.ts"

/** How long a killed run takes to go on. */
export interface Resumed {
  readonly workflow: string
  readonly finishedSteps: number
  /** From the start of the process to the next step. */
  readonly milliseconds: number
  /** Over that after the least steps. */
  readonly overShortest: number
}

/**
 * Kills a run after some steps, and times the processes that go on with it; each is killed in its second step. `addUp`
 * keeps one number; `gather` keeps every output, which must be read again.
 */
export const resumes = async (folder: string): Promise<Resumed[]> => [
  ...(await resumesOf("addUp", folder)),
  ...(await resumesOf("gather", folder)),
]

const resumesOf = async (workflow: "addUp" | "gather", folder: string): Promise<Resumed[]> => {
  const found: Omit<Resumed, "overShortest">[] = []
  for (const finishedSteps of [10, 1_000, 10_000]) {
    const database = join(folder, `${workflow}-${finishedSteps}.db`)
    await nextStep(workflow, database, finishedSteps)
    const times: number[] = []
    for (let again = 0; again < 7; again++) times.push(await timed(() => nextStep(workflow, database, 0)))
    found.push({ workflow, finishedSteps, milliseconds: median(times) })
  }
  const [shortest] = found
  return found.map((each) => ({ ...each, overShortest: each.milliseconds / (shortest?.milliseconds ?? Number.NaN) }))
}

const nextStep = async (workflow: string, database: string, finished: number): Promise<void> => {
  const child = spawn(process.execPath, [worker, workflow, database, String(finished)], {
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), "statewright-compile-cache") },
    stdio: ["ignore", "pipe", "inherit"],
  })
  await once(child.stdout, "data")
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit")
}

const worker = fileURLToPath(new URL("resume-worker.ts", import.meta.url))
