/** A stored frame: its base, then its deltas in order. */
export interface FrameRow {
  readonly runId: string
  readonly path: string
  readonly snapshot: string
  readonly deltas: readonly string[]
}
