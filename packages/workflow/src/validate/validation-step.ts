import { madeStep, type Step } from "../step/made-step.ts"
import { type Validation, validated } from "./validation.ts"

/**
 * A validation as the step that it is for a run: its name tells it from the others of its workflow.
 *
 * @example validationStep("validate", { schema: Order, mode: "strict", asserts: [] })
 */
export const validationStep = (name: string, validation: Validation): Step<unknown, unknown, unknown> => {
  const run = (value: unknown) => validated(validation, value)
  return madeStep({
    name,
    errors: [],
    builtIn: { name: "validate", ...(validation.schema && { schema: validation.schema }), run },
    run: async (value) => (await run(value)).value,
  })
}
