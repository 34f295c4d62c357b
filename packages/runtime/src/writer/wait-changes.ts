import type { Frame, WaitId, Writes } from "@statewright/model"
import type { NewWait, TimerRow } from "@statewright/store"
import type { Advanced } from "../advance/advanced.ts"
import { closeReleased } from "../advance/close-released.ts"

/** What a transition did to the waits for events of its run. */
export interface WaitChanges {
  readonly opened: readonly NewWait[]
  readonly closed: readonly NewWait[]
  /** What the frame wrote, with the waits that were closed here. */
  readonly writes: Writes
}

/** Compares the open waits for events of a run with what a transition left of them, and brings them up to date. */
export const waitChanges = (
  open: Map<WaitId, NewWait>,
  { frame, writes, released }: Pick<Advanced, "frame" | "writes" | "released">,
  asked: readonly NewWait[],
): WaitChanges => {
  for (const wait of asked) open.set(wait.waitId, wait)
  if (open.size === 0) return { opened: [], closed: [], writes }
  const unheld = closeReleased(
    frame,
    released.filter((wait) => open.has(wait)),
  )
  const waits = unheld.length === 0 ? writes.waits : new Set([...writes.waits, ...unheld])
  const fresh = new Set(asked)
  const closed: NewWait[] = []
  for (const id of waits) {
    const wait = open.get(id)
    if (wait === undefined || isOpen(frame, id)) continue
    open.delete(id)
    // One that was opened and closed at once was never stored.
    if (!fresh.delete(wait)) closed.push(wait)
  }
  return { opened: [...fresh], closed, writes: { ...writes, waits } }
}

/** The timers of waits that do not wait for ever. */
export const timeoutsOf = (waits: readonly NewWait[]): readonly Omit<TimerRow, "runId">[] =>
  waits.flatMap(({ frame, waitId, dueAt }) => (dueAt === null ? [] : [{ frame, waitId, kind: "timeout", dueAt }]))

const isOpen = ({ waits }: Frame, id: WaitId): boolean => waits.has(id) && waits.get(id) === undefined
