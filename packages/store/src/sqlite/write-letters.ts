import type { LetterWrite, NewLetter } from "../port/letter-row.ts"
import { letterStatements } from "./letter-statements.ts"
import type { Operation, Planner, PlannerParts } from "./operation.ts"
import { rowOf, waitRowOf } from "./payloads.ts"

/** Writes dead letters, and what becomes of them. */
export const planLetters = ({ prepare, payloads }: PlannerParts): Planner => {
  const statements = letterStatements(prepare)
  const {
    insert,
    again,
    makeRoom,
    wait,
    begin,
    resume,
    revive,
    back,
    supersede,
    drop,
    discard,
    sink,
    handled,
    absorb,
  } = statements

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

  const change = (write: LetterWrite, runId: string, at: number): Operation => {
    switch (write.kind) {
      case "add": {
        const values = valuesOf(write, runId, at)
        return () => void insert.run(values)
      }
      case "again": {
        const values = { ...valuesOf(write, runId, at), id: write.id }
        return () => {
          supersede.run({ id: write.id, runId })
          makeRoom.run(values)
          if (again.run(values) === 0) insert.run(values)
          return undefined
        }
      }
      case "await": {
        const { id, request, replayAt, replayRun, replayInput: input } = write
        const replayInput =
          input === undefined ? null : payloads.seal(input, "letter.replay_input", "", rowOf("letter", id))
        return () => void wait.run({ id, request, replayAt, replayRun, replayInput })
      }
      case "replaying":
        return () => void begin.run({ id: write.id, runId })
      case "resumed": {
        const { id, request } = write
        return () => (resume.run({ id, runId, request }) === 1 ? undefined : { status: "stale-rev", rev: null })
      }
      case "back": {
        const { id, hasFailed } = write
        return () => {
          if (revive.run({ id, runId }) === 0) back.run({ id, runId, at, more: hasFailed ? 1 : 0 })
          return undefined
        }
      }
      case "sunk": {
        const { id, frame, waitId } = write
        const kit =
          write.kit === undefined ? null : payloads.seal(write.kit, "letter.kit", runId, waitRowOf({ frame, waitId }))
        return () => void sink.run({ id, kit })
      }
      case "carried":
        return () => {
          for (const { id, frame, waitId, error } of handled.all({ runId })) {
            const row = waitRowOf({ frame, waitId })
            if (payloads.open(error, "letter.error", runId, row) === write.error) sink.run({ id, kit: null })
          }
          return undefined
        }
      case "solved":
        return () => {
          supersede.run({ id: write.id, runId })
          drop.run({ id: write.id, runId })
          return undefined
        }
      case "taken":
        return () => void absorb.run({ id: write.id, runId })
      case "discard":
        return () => void discard.run({ id: write.id })
    }
  }

  return ({ transition }, add) => {
    const { runId, at } = transition
    for (const write of transition.letters ?? []) add(change(write, runId, at))
  }
}
