import type { StepContext } from "statewright"
import { appendLine, readLines } from "./json-lines.ts"
import { processName } from "./process-name.ts"

/** One attempt at a step that reached the outside world. */
export interface Effect {
  readonly step: string
  readonly input: string
  readonly run: string
  readonly key: string
  readonly attempt: number
  /** In ms since 1970. */
  readonly at: number
  /** The process that did it. */
  readonly by: string
}

/** The environment variable that names the file of effects. */
export const effectsVariable = "STATEWRIGHT_TEST_EFFECTS"

/** Steps call it: this is their effect. */
export const noteEffect = (step: string, input: object, { runId, idempotencyKey, attempt }: StepContext): void => {
  const file = process.env[effectsVariable]
  if (file === undefined) return
  const effect: Effect = {
    step,
    input: JSON.stringify(input),
    run: runId,
    key: idempotencyKey,
    attempt,
    at: Date.now(),
    by: processName(),
  }
  appendLine(file, effect)
}

/** All effects in the order in which they happened. */
export const readEffects = (file: string): readonly Effect[] => readLines<Effect>(file)
