import { appendLine, readLines } from "./json-lines.ts"

/** What a caller asked for, or was told. */
export interface Told {
  readonly kind:
    | "asked to start"
    | "started"
    | "asked to cancel"
    | "cancelling"
    | "completed"
    | "failed"
    | "cancelled"
    | "parked"
    | "asked to send"
    | "sent"
    | "replaying"
    | "resuming"
    | "asked to discard"
  /** The id of the run, also of one that replays a dead letter, or of the event that was sent. */
  readonly run: string
  /** The dead letter that it is about. */
  readonly letter?: number
}

/** A caller notes what it asks before it does, and an answer as soon as it has it. */
export const noteTold = (file: string, told: Told): void => appendLine(file, told)

/** All of it in the order in which it came. */
export const readTold = (file: string): readonly Told[] => readLines<Told>(file)
