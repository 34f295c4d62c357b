import type { FrameWrite } from "@statewright/store"
import type { SnapshotWrite } from "../snapshot/snapshot-write.ts"

/** What is stored of a frame, as the store takes it. */
export const frameWrite = ({ kind, text }: SnapshotWrite): FrameWrite =>
  kind === "base" ? { kind, snapshot: text } : { kind, delta: text }
