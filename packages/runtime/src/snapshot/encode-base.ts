import { heapWriter } from "@statewright/model"
import type { Frame } from "@statewright/model"
import { sealBase } from "./envelope.ts"
import { writtenFrame } from "./frame-log.ts"
import type { FrameLog } from "./frame-log.ts"
import { writeActivation, writeCancelled, writeWait } from "./write-parts.ts"

/**
 * The frame of a run as a text that stands alone, and the log that its deltas go on from.
 *
 * @example
 * const { text, log } = encodeBase(frame, runId)
 */
export const encodeBase = (frame: Frame, owner: string): { readonly text: string; readonly log: FrameLog } => {
  const heap = heapWriter()
  const activations = [...frame.activations.values()].map((activation) => writeActivation(heap, activation))
  const waits = [...frame.waits].map(([id, outcome]) => writeWait(heap, id, outcome))
  const { text, checksum } = sealBase(
    `[${frame.seq},[${activations.join(",")}],[${waits.join(",")}]${writeCancelled(frame)}]`,
    owner,
  )
  const baseBytes = Buffer.byteLength(text)
  return { text, log: { heap, owner, ...writtenFrame(frame), checksum, baseBytes, deltaBytes: 0 } }
}
