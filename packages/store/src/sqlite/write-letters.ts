import type { LetterWrite, NewLetter } from "../port/letter-row.ts"
import { letterStatements } from "./letter-statements.ts"
import type { Operation, Planner, PlannerParts } from "./operation.ts"
import { rowOf, waitRowOf } from "./payloads.ts"

/** Writes dead letters, and what becomes of them. */
export const planLetters = ({ prepare, payloads }: PlannerParts): Planner => {
  const statements = letterStatements(prepare)
  const { insert, again, makeRoom, wait, begin, resume, revive, back, supersede, drop, discard, sink, absorb } =
    statements

  const valuesOf = (letter: NewLetter, runId: string, at: number) => {
    const { runAt, frame, waitId, workflow, version, tenant, step, tag, fingerprint, handled, isPart, firstFailedAt } =
      letter
    const row = waitRowOf(letter)
    return {
      runId,
      runAt,
      frame,
      waitId,
      workflow,
      version,
      tenant,
      step,
      tag,
      fingerprint,
      handled: handled ? 1 : 0,
      part: isPart ? 1 : 0,
      firstFailedAt,
      at,
      runInput: payloads.seal(letter.runInput, "letter.run_input", runId, row),
      input: payloads.seal(letter.input, "letter.input", runId, row),
      error: payloads.seal(letter.error, "letter.error", runId, row),
      attempts: payloads.seal(letter.attempts, "letter.attempts", runId, row),
      kit: letter.kit === undefined ? null : payloads.seal(letter.kit, "letter.kit", runId, row),
    }
  }

  const change = (write: LetterWrite, runId: string, at: number): (() => unknown) => {
    switch (write.kind) {
      case "add": {
        const values = valuesOf(write, runId, at)
        return () => insert.run(values)
      }
      case "again": {
        const values = { ...valuesOf(write, runId, at), id: write.id }
        return () => {
          supersede.run({ id: write.id, runId })
          makeRoom.run(values)
          if (again.run(values) === 0) insert.run(values)
        }
      }
      case "await": {
        const { id, request, replayAt, replayRun, replayInput: input } = write
        const replayInput =
          input === undefined ? null : payloads.seal(input, "letter.replay_input", "", rowOf("letter", id))
        return () => wait.run({ id, request, replayAt, replayRun, replayInput })
      }
      case "replaying": {
        const { id, request } = write
        return request === undefined ? () => begin.run({ id, runId }) : () => resume.run({ id, runId, request })
      }
      case "back": {
        const { id, hasFailed } = write
        return () => revive.run({ id, runId }) || back.run({ id, runId, at, more: hasFailed ? 1 : 0 })
      }
      case "sunk": {
        const { id, frame, waitId } = write
        const kit =
          write.kit === undefined ? null : payloads.seal(write.kit, "letter.kit", runId, waitRowOf({ frame, waitId }))
        return () => sink.run({ id, kit })
      }
      case "solved":
        return () => {
          supersede.run({ id: write.id, runId })
          drop.run({ id: write.id, runId })
        }
      case "taken":
        return () => absorb.run({ id: write.id, runId })
      case "discard":
        return () => discard.run({ id: write.id })
    }
  }

  return ({ transition }, add) => {
    const { runId, at } = transition
    for (const write of transition.letters ?? []) {
      const written = change(write, runId, at)
      const operation: Operation = () => {
        written()
        return undefined
      }
      add(operation)
    }
  }
}
