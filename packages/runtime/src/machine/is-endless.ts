import { NeverRests } from "./never-rests.ts"
import { SegmentTimedOut } from "./segment-timed-out.ts"

/** Whether code of a workflow was stopped because it does not end: its frame is half changed, and must be dropped. */
export const isEndless = (error: unknown): boolean => error instanceof SegmentTimedOut || error instanceof NeverRests
