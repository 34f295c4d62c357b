import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { z } from "zod"

const Moment = z.iso.datetime().transform((text) => Date.parse(text))

const StoredStep = z.object({
  wait: z.string(),
  name: z.string(),
  status: z.string(),
  attempts: z.number(),
  startedAt: Moment,
  endedAt: Moment.optional(),
})

/** What the database holds of the run. */
const StoredRun = z.object({ status: z.string(), state: z.string().optional(), steps: z.array(StoredStep) })
export type StoredRun = z.infer<typeof StoredRun>

const Shown = z.object({ data: StoredRun })

/** Reads the run with `statewright runs show`, as anybody can while no engine works on it. */
export const storedRun = async (database: string): Promise<StoredRun> => {
  const statewright = fileURLToPath(import.meta.resolve("@statewright/cli/main"))
  const show = ["runs", "show", "air", "--database", database, "--limit", "1000", "--json"]
  const { stdout } = await promisify(execFile)(process.execPath, [statewright, ...show], { maxBuffer: 2 ** 26 })
  return Shown.parse(JSON.parse(stdout)).data
}

/** The idempotency keys of the step calls that are stored as finished. */
export const finishedKeys = (run: StoredRun): Set<string> =>
  new Set(run.steps.filter(isFinished).map(({ wait }) => keyOf(wait)))

/** The idempotency key of a step call: equal in every attempt, and after every restart. */
export const keyOf = (wait: string): string => `air/main/${wait}`

const isFinished = ({ status }: { status: string }) => status === "completed" || status === "failed"
