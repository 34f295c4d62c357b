import type { Activation, Frame, HeapWriter, Outcome, WaitId, Waiting } from "@statewright/model"

/**
 * What is stored of a frame so far, as far as the next delta must know. It is changed in place with every text; when
 * that text is not committed, or when writing it throws, drop log and frame and restore both.
 */
export interface FrameLog {
  heap: HeapWriter
  /** The id of its run. */
  owner: string
  /** By number. */
  activations: Map<number, WrittenActivation>
  waits: Map<WaitId, Outcome | undefined>
  /** Of the last text: the next one's goes on from it. */
  checksum: number
  baseBytes: number
  /** Of all deltas since the base. */
  deltaBytes: number
}

/** An activation as it was last written. */
export interface WrittenActivation {
  readonly activation: Activation
  readonly state: string
  readonly waiting: Waiting | undefined
  readonly locals: ReadonlyMap<string, unknown>
}

/** What a later delta compares an activation with. */
export const writtenActivation = (activation: Activation): WrittenActivation => ({
  activation,
  state: activation.state,
  waiting: activation.waiting,
  locals: new Map(Object.entries(activation.locals)),
})

/** The parts of a log that say what a frame was when it was last written. */
export const writtenFrame = (frame: Frame): Pick<FrameLog, "activations" | "waits"> => ({
  activations: new Map([...frame.activations].map(([number, activation]) => [number, writtenActivation(activation)])),
  waits: new Map(frame.waits),
})
