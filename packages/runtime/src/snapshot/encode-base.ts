import { heapWriter } from "@statewright/model"
import type { Frame } from "@statewright/model"
import { seal } from "./envelope.ts"
import { writtenFrame } from "./frame-log.ts"
import type { FrameLog } from "./frame-log.ts"
import { writeActivation, writeCancelled, writeWait } from "./write-parts.ts"

/**
 * A frame as a text that stands alone, and the log that its deltas go on from.
 *
 * @example
 * const { text, log } = encodeBase(frame)
 */
export const encodeBase = (frame: Frame): { readonly text: string; readonly log: FrameLog } => {
  const heap = heapWriter()
  const activations = [...frame.activations.values()].map((activation) => writeActivation(heap, activation))
  const waits = [...frame.waits].map(([id, outcome]) => writeWait(heap, id, outcome))
  const { text, checksum } = seal(
    "base",
    `[${frame.seq},[${activations.join(",")}],[${waits.join(",")}]${writeCancelled(frame)}]`,
    0,
  )
  const baseBytes = Buffer.byteLength(text)
  return { text, log: { heap, ...writtenFrame(frame), checksum, baseBytes, deltaBytes: 0 } }
}
