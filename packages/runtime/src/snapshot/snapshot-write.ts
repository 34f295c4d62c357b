import type { Frame, Writes } from "@statewright/model"
import { encodeBase } from "./encode-base.ts"
import { encodeDelta } from "./encode-delta.ts"
import type { FrameLog } from "./frame-log.ts"
import { SnapshotTooLarge } from "./snapshot-too-large.ts"

/** What is to be stored of a frame: a base replaces all that is stored of it, a delta is added. */
export interface SnapshotWrite {
  readonly kind: "base" | "delta"
  readonly text: string
}

/** How large a snapshot may be. */
export interface SnapshotBounds {
  /** Of a base, in bytes. A frame that outgrows it by deltas is found out at the next base: at three times the size at most. */
  readonly limit: number
}

const defaultBounds: SnapshotBounds = { limit: 4 * 1024 * 1024 }

/** Deltas may take so many times as much as their base before another is written. */
const mostDeltas = 2

/** They may always take this much, in bytes. */
const leastDeltas = 2048

/**
 * The first text of the frame of a run, and its log.
 *
 * @example
 * const { log, write } = baseWrite(frame, runId)
 */
export const baseWrite = (
  frame: Frame,
  owner: string,
  { limit }: SnapshotBounds = defaultBounds,
): { readonly log: FrameLog; readonly write: SnapshotWrite } => {
  const { log, text } = encodeBase(frame, owner)
  if (log.baseBytes > limit) throw new SnapshotTooLarge(log.baseBytes, limit)
  return { log, write: { kind: "base", text } }
}

/**
 * The next text of a frame: a base whenever the deltas since the last take more than twice as much. So n appends write
 * O(n) bytes in all, and restoring reads at most three times what a base would take. The log is changed in place.
 *
 * @example
 * const { kind, text } = snapshotWrite(log, moved.frame, moved.writes)
 */
export const snapshotWrite = (
  log: FrameLog,
  frame: Frame,
  writes: Writes,
  bounds: SnapshotBounds = defaultBounds,
): SnapshotWrite => {
  const text = encodeDelta(log, frame, writes)
  if (log.deltaBytes <= Math.max(mostDeltas * log.baseBytes, leastDeltas)) return { kind: "delta", text }
  const base = baseWrite(frame, log.owner, bounds)
  Object.assign(log, base.log)
  return base.write
}
