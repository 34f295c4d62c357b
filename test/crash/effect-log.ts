import { appendFileSync, readFileSync } from "node:fs"
import type { StepContext } from "statewright"

/** One attempt at a step that reached the outside world. */
export interface Effect {
  readonly step: string
  readonly input: string
  readonly run: string
  readonly key: string
  readonly attempt: number
  /** In ms since 1970. */
  readonly at: number
  readonly pid: number
}

/** Names the file that effects are noted in. */
export const effectsVariable = "STATEWRIGHT_TEST_EFFECTS"

/** Writes one line at the end of the log, whole or not at all: the outside world that no kill can change. */
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
    pid: process.pid,
  }
  appendFileSync(file, `${JSON.stringify(effect)}\n`)
}

/** All effects in the order in which they happened. */
export const readEffects = (file: string): readonly Effect[] =>
  readFileSync(file, { encoding: "utf8", flag: "a+" })
    .split("\n")
    .filter((line) => line !== "")
    // Only `noteEffect` writes there.
    .map((line) => JSON.parse(line) as Effect)
