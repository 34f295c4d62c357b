import { StatewrightError } from "@statewright/model"
import type { LetterStatus } from "@statewright/store"

/** Somebody replays the dead letter already: twice at once would do its work twice. */
export class LetterBusy extends StatewrightError {
  readonly _tag = "LetterBusy"
  readonly letter: number
  readonly status: LetterStatus
  /** The run that replays it. */
  readonly runId: string | undefined

  constructor({ id, status, replayRun }: BusyLetter) {
    const run = replayRun === null ? "" : ` by run ${replayRun}`
    super({
      code: "RUN-061",
      message: `Dead letter ${id} is ${status === "waiting" ? "to be replayed" : "being replayed"} already${run}.`,
      hint:
        status === "waiting"
          ? "Wait for its turn, or discard it, which takes it back."
          : "Wait until that run has ended, or cancel it; then the letter is there again.",
    })
    this.letter = id
    this.status = status
    this.runId = replayRun ?? undefined
  }
}

interface BusyLetter {
  readonly id: number
  readonly status: LetterStatus
  readonly replayRun: string | null
}
