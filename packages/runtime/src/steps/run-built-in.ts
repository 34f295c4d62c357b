import type { BuiltIn } from "@statewright/workflow"
import { payloadText } from "../boundary/payload-text.ts"
import type { AttemptEnd } from "./attempt-end.ts"

/** Runs a step of the framework's own; what fails there, fails for good. */
export const runBuiltIn = async ({ name, run }: BuiltIn, value: unknown): Promise<AttemptEnd> => {
  const answered = await run(value)
  const text = payloadText(answered.value, `result of \`${name}\``)
  return { kind: "completed", text, ...(answered.warnings.length > 0 && { warnings: answered.warnings }) }
}
