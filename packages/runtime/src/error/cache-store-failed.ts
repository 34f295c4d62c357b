import { StatewrightError } from "@statewright/model"

/** A store of cached answers beside the database could not be asked, or answered what is none. */
export class CacheStoreFailed extends StatewrightError {
  readonly _tag = "CacheStoreFailed"
  /** Its name. */
  readonly store: string

  constructor(store: string, problem: string, cause?: unknown) {
    super({
      code: "RUN-064",
      message: `The cache store \`${store}\` could not be listed: ${problem}.`,
      hint: "Ask again when it is there. Without it, steps run; what the other stores keep is not lost.",
      cause,
    })
    this.store = store
  }
}
