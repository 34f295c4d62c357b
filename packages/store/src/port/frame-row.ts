/** The stored frame of a run: its base, then its deltas in order. */
export interface FrameRow {
  readonly runId: string
  readonly snapshot: string
  readonly deltas: readonly string[]
}
