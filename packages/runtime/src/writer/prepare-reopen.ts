import type { LetterRow, Store, Transition } from "@statewright/store"
import type { Programs } from "../engine/programs.ts"
import { deadlinesOf } from "../policy/retry/deadlines.ts"
import { slotFor } from "../limit/slot-for.ts"
import { theRun } from "../limit/the-run.ts"
import { type Reopening, reopeningOf, type Unable } from "../letters/reopening.ts"
import { baseWrite } from "../snapshot/snapshot-write.ts"
import { callAgain } from "./call-again.ts"
import { frameWrite } from "./frame-write.ts"
import { isWanted } from "./is-wanted.ts"
import type { LiveRun } from "./live-runs.ts"
import type { Moment } from "./moment.ts"
import { pendingNews } from "./pending-cancels.ts"
import type { Prepared } from "./prepared.ts"
import { restState } from "./rest-state.ts"
import { lineOf } from "./start-calls.ts"

/** What letting a failed run go on needs of the engine. */
interface ReopeningParts {
  readonly store: Store
  readonly programs: Programs
}

/** Who asked for it. */
interface Asked {
  readonly request: string
  readonly takes: readonly number[]
}

/**
 * Prepares what follows when a run is to go on where it failed: it stands as it stood before, and the call that failed is made
 * once more. Answers why not where that cannot be.
 */
export const prepareReopen = async (
  { store, programs }: ReopeningParts,
  letter: LetterRow,
  { request, takes }: Asked,
  moment: Moment,
): Promise<Prepared | Unable> => {
  const { now, asking } = moment
  const found = await reopeningOf(store, programs, letter)
  if ("reason" in found) return found
  const { row, program, kit, frame } = found
  const { id: runId } = row
  const given = asking({ id: runId, program })
  const slot = slotFor(given, kit.admission, now)
  const { log, write } = baseWrite(frame, runId)
  const again =
    slot.kind === "taken"
      ? undefined
      : await callAgain(
          given,
          found.calls
            .filter(({ waitId, within }) => isWanted(frame, waitId, within))
            .map((call) => ({ ...call, status: "running" })),
          { ...moment, tenant: row.tenant, forgives: true },
        )
  const line = again === undefined ? {} : lineOf(again)
  const waiting = slot.kind === "taken" ? [slot.line] : []
  const live: LiveRun = { ...liveRun(found, letter.id), frame, log }
  return {
    transition: {
      runId,
      at: now,
      movedBy: { kind: "reopen" },
      takes,
      run: {
        kind: "update",
        expectedRev: row.rev,
        state: restState(frame),
        becomes: { status: slot.kind === "taken" ? "queued" : "running" },
        reopens: { replays: letter.id, ...(kit.admission && { admission: kit.admission }) },
      },
      frame: frameWrite(write),
      ...openedAgain(found, now),
      steps: [
        ...found.calls.map(({ frame, waitId }) => ({ kind: "reopen", frame, waitId }) as const),
        ...(again?.steps ?? []),
      ],
      ...line,
      ...(waiting.length > 0 && { line: waiting }),
      letters: [
        { kind: "resumed", id: letter.id, request },
        ...found.others.map((id) => ({ kind: "taken", id }) as const),
      ],
    },
    launches: again?.launches ?? [],
    joined: slot.kind === "taken" ? [theRun] : (again?.queued ?? []),
    ...(again !== undefined && {
      follows: await pendingNews(store, runId),
      ...(kit.waits.length > 0 && { begun: live }),
    }),
    ...(slot.kind === "free" && slot.permit && { holds: slot.permit }),
    undo: () => {
      again?.undo()
      if (slot.kind === "taken") slot.undo()
      else slot.permit?.undo()
    },
  }
}

/** What the end of the run has closed. A call that is made again needs no timer to be. */
const openedAgain = (
  { kit, calls, done, program }: Reopening,
  now: number,
): Pick<Transition, "strands" | "openWaits" | "setTimers"> => {
  const { timers, waits, strands } = kit
  const called = new Set(calls.map(({ waitId }) => waitId))
  const setTimers = timers.filter(
    ({ kind, waitId }) => (kind !== "retry" && kind !== "deadline") || !called.has(waitId),
  )
  return {
    ...(strands.length > 0 && { strands: strands.map((key) => ({ ...key, kind: "reopen" }) as const) }),
    ...(waits.length > 0 && { openWaits: waits }),
    setTimers: [
      ...setTimers,
      // Whoever calls it again gives it its time again.
      ...deadlinesOf(program, calls, now),
      ...done.map(({ frame, waitId }) => ({ frame, waitId, kind: "deliver", dueAt: now }) as const),
    ],
  }
}

const liveRun = ({ row, program, kit, unfit }: Reopening, replays: number): Omit<LiveRun, "frame" | "log"> => ({
  id: row.id,
  createdAt: row.createdAt,
  origin: undefined,
  program,
  tenant: row.tenant,
  retries: row.retries,
  replays,
  rev: row.rev + 1,
  unfit,
  told: new Map(),
  open: new Map(kit.waits.map((wait) => [wait.waitId, wait])),
  taking: new Set(),
  behind: kit.timers.some(({ kind }) => kind === "serve"),
})
