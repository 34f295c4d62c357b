import { createEngineWith } from "../../src/index.ts"
import { newDatabase } from "../engine/new-database.ts"
import { type Job, oneStep } from "../engine/one-step.ts"
import { virtualTime } from "../engine/virtual-time.ts"

/** How a shop is opened. */
export interface ShopOptions {
  readonly database?: string
  readonly options?: object
  /** What the step does; it answers how often it began, unless a test says otherwise. */
  readonly act?: (job: Job, times: number, runId: string) => unknown
}

/** An engine whose step `work` is cached as a test says, its clock, and the jobs that its step began. */
export const cachedShop = async (cache: object, { database, options, act, ...more }: ShopOptions & object = {}) => {
  const time = virtualTime()
  const begun: number[] = []
  const begin = async (job: Job, runId: string): Promise<unknown> => {
    begun.push(job.n)
    return act === undefined ? `answer ${begun.length}` : act(job, begun.length, runId)
  }
  const workflows = oneStep(begin, { step: { cache, ...more } })
  const given = { database: database ?? (await newDatabase()), workflows, ...options }
  const engine = await createEngineWith(time.services, given)
  const { job } = engine.workflows
  const start = (n: number, how: object = {}) => job.start({ n }, how)
  const answer = async (n: number, how: object = {}): Promise<unknown> => (await start(n, how)).result()
  return { ...time, begun, engine, job, start, answer, database: given.database }
}
