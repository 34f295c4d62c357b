import { spawn } from "node:child_process"
import { once } from "node:events"
import { rm } from "node:fs/promises"
import { join } from "node:path"
import { pack } from "../../scripts/pack.ts"
import { installApp } from "../consumer/app.ts"
import { bundleApp } from "../consumer/bundle-app.ts"
import { median } from "./statistics.ts"

/** How long a killed run takes to go on. */
export interface Resumed {
  readonly app: "bundled" | "sources"
  readonly workflow: string
  readonly finishedSteps: number
  /** From the start of the process to the next step. */
  readonly milliseconds: number
  /** Over that after the least steps. */
  readonly overShortest: number
}

/** A process that runs the workflows, in a folder as a user has it: with Statewright installed by npm. */
interface Installed {
  readonly app: Resumed["app"]
  readonly worker: string
  /** For databases, and for what Node compiles once. */
  readonly folder: string
}

/**
 * Kills a run after some steps, and times the processes that go on with it; each is killed in its second step. `addUp`
 * keeps one number; `gather` keeps every output, which must be read again. The app is started from its TypeScript, and
 * bundled.
 */
export const resumes = async (folder: string): Promise<Resumed[]> => {
  const app = await installApp(import.meta.dirname, pack(join(folder, "tarballs")))
  const sources: Installed = { app: "sources", worker: join(app.folder, "resume-worker.ts"), folder }
  const bundled: Installed = { app: "bundled", worker: bundleApp(app.folder, "resume-worker.ts"), folder }
  const found: Resumed[] = []
  for (const installed of [sources, bundled]) {
    found.push(...(await resumesOf("addUp", installed)), ...(await resumesOf("gather", installed)))
  }
  await rm(app.folder, { recursive: true })
  return found
}

const resumesOf = async (workflow: "addUp" | "gather", installed: Installed): Promise<Resumed[]> => {
  const found: Omit<Resumed, "overShortest">[] = []
  for (const finishedSteps of [10, 1_000, 10_000]) {
    const database = join(installed.folder, `${installed.app}-${workflow}-${finishedSteps}.db`)
    await step(installed, workflow, database, finishedSteps)
    const times: number[] = []
    for (let again = 0; again < 7; again++) times.push(await step(installed, workflow, database, 0))
    found.push({ app: installed.app, workflow, finishedSteps, milliseconds: median(times) })
  }
  const [shortest] = found
  return found.map((each) => ({ ...each, overShortest: each.milliseconds / (shortest?.milliseconds ?? Number.NaN) }))
}

/** The time until the process is at the step after `finished` of its own, in milliseconds. */
const step = async (
  { worker, folder }: Installed,
  workflow: string,
  database: string,
  finished: number,
): Promise<number> => {
  const begin = performance.now()
  const child = spawn(process.execPath, [worker, workflow, database, String(finished)], {
    env: { ...process.env, NODE_COMPILE_CACHE: join(folder, "compile-cache") },
    stdio: ["ignore", "pipe", "inherit"],
  })
  await once(child.stdout, "data")
  const milliseconds = performance.now() - begin
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit")
  return milliseconds
}
