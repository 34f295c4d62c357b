import type { FrameWrite } from "@statewright/store"
import type { SnapshotWrite } from "../snapshot/snapshot-write.ts"

/** What is stored of a frame, as the store takes it. */
export const frameWrite = (path: string, { kind, text }: SnapshotWrite): FrameWrite =>
  kind === "base" ? { kind, path, snapshot: text } : { kind, path, delta: text }
