import { step, workflow } from "@statewright/workflow"
import { z } from "zod"
import { completed, program, registry, returned, segment, setup, start, threw, wait } from "../../src/machine/index.ts"

/** What a test says of the workflow and of its step. */
export interface OneStep {
  /** Of the workflow; the registry has it as `job` all the same. */
  readonly name?: string
  readonly workflow?: object
  readonly step?: object
  readonly version?: string
  /** Whether its body loops for ever once the step has ended. */
  readonly hangs?: () => boolean
}

/** What the step is given; it has a number and a tenant. */
export const Job = z.object({ n: z.number(), tenant: z.string().default("acme") })
export type Job = z.infer<typeof Job>

/** `workflow("job", options, async (input) => act(input))`, compiled. */
export const oneStep = (act: (job: Job, runId: string) => Promise<unknown>, options: OneStep = {}) => {
  const work = step("work", {
    input: Job,
    ...options.step,
    run: async (input, { runId }) => act(input, runId) as Promise<string>,
  })
  const job = workflow(options.name ?? "job", { input: Job, ...options.workflow }, async (input) => work(input))
  const main = setup<object>().createMachine({
    id: "main",
    initial: "begin",
    states: {
      begin: segment((_: object, input: Job) => start(work, input), { next: "work" }),
      work: wait("work", { done: "end", keep: [] }),
      end: segment(
        (_: object, value: unknown) => {
          while (options.hangs?.() === true);
          return completed(value)
        },
        { return: "returned" },
        { guarded: "line 1: while (hangs())" },
      ),
      returned: returned(),
      threw: threw(),
    },
  })
  return registry({ job: program({ workflow: job, version: options.version ?? "1", main, steps: [work] }) })
}
