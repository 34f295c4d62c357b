import { type Step, workflow } from "@statewright/workflow"
import { completed, program, registry, returned, segment, setup, start, threw, wait } from "../../src/machine/index.ts"

/** `workflow("job", {}, async (input: number) => work(input))`, compiled. */
export const oneEffect = (work: Step<number, unknown, unknown>) => {
  const job = workflow("job", {}, async (input: number) => work(input))
  const main = setup<object>().createMachine({
    id: "main",
    initial: "begin",
    states: {
      begin: segment((_: object, input: number) => start(work, input), { next: "work" }),
      work: wait("work", { done: "end", keep: [] }),
      end: segment((_: object, value: unknown) => completed(value), { return: "returned" }),
      returned: returned(),
      threw: threw(),
    },
  })
  return registry({ job: program({ workflow: job, version: "1", main, steps: [work] }) })
}
