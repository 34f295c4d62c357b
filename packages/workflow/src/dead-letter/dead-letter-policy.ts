import { shownValue } from "@statewright/model"
import type { DeadLetterOptions, LetterTag } from "./dead-letter-options.ts"
import { InvalidDeadLetter } from "./invalid-dead-letter.ts"

/** `DeadLetterOptions`, checked. */
export interface DeadLetterPolicy {
  readonly enabled: boolean
  readonly unless: ReadonlySet<string>
}

const ours: readonly string[] = [
  "CircuitOpen",
  "DeadlineExceeded",
  "NonRetryable",
  "StepTimedOut",
  "ValidationFailed",
] satisfies LetterTag[]

/** Checks what the author of a step, which declares these errors, wrote under `deadLetter`. Throws `InvalidDeadLetter`. */
export const deadLetterPolicy = (
  step: string,
  options: DeadLetterOptions,
  declared: readonly string[],
): DeadLetterPolicy => {
  if (typeof options === "boolean") return { enabled: options, unless: new Set() }
  const refuse = (problem: string): never => {
    throw new InvalidDeadLetter(step, problem)
  }
  if (typeof options !== "object" || options === null) return refuse(`it is ${shownValue(options)}`)
  const unknown = Object.keys(options).find((option) => option !== "unless")
  if (unknown !== undefined) refuse(`it has no option ${shownValue(unknown)}`)
  const { unless } = options
  if (!Array.isArray(unless)) refuse(`\`unless\` is ${shownValue(unless)}, and no list of tags`)
  for (const tag of unless) {
    if (declared.includes(tag) || ours.includes(tag)) continue
    refuse(`${shownValue(tag)} is not the tag of an error that the step declares`)
  }
  return { enabled: true, unless: new Set(unless) }
}
