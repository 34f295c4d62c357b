import type { Outcome } from "@statewright/model"
import { parse, type StepDefinition } from "@statewright/workflow"
import type { Stub, Stubs } from "./stub.ts"
import { StubMissing } from "./stub-missing.ts"
import { errorThroughStorage, throughStorage } from "./through-storage.ts"

/** Answers the steps of one run by stubs, with inputs and outputs parsed and stored as in the engine. */
export interface StubbedSteps {
  /** Throws `StubMissing`, which is the test's fault and not the step's. */
  readonly answer: (step: StepDefinition, input: unknown) => Promise<Outcome>
}

/** Stubs for one run. */
export const stubbedSteps = (stubs: Stubs): StubbedSteps => {
  const calls = new Map<string, number>()
  return {
    answer: (step, input) => {
      const { builtIn } = step
      if (builtIn !== undefined) {
        const stub = async (value: unknown) => (await builtIn.run(value)).value
        return outcomeOf(step, stub, throughStorage(input, `input of step \`${step.name}\``), 1)
      }
      const stub = Object.hasOwn(stubs, step.name) ? stubs[step.name] : undefined
      if (stub === undefined) throw new StubMissing(step.name, Object.keys(stubs))
      const call = (calls.get(step.name) ?? 0) + 1
      calls.set(step.name, call)
      return outcomeOf(step, stub, throughStorage(input, `input of step \`${step.name}\``), call)
    },
  }
}

const outcomeOf = async (step: StepDefinition, stub: Stub, input: unknown, call: number): Promise<Outcome> => {
  const boundary = `output of step \`${step.name}\``
  try {
    const parsed = await parse(step.input, input, `input of step \`${step.name}\``)
    // Its author wrote the type of the parsed input at the stub.
    const answered = await stub(parsed as never, { attempt: 1, call })
    const value = throughStorage(await parse(step.output, answered, boundary), boundary)
    return { ok: true, value }
  } catch (error) {
    return { ok: false, error: errorThroughStorage(error) }
  }
}
