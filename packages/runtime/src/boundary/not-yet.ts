/** What is asked for is not known yet: whoever asks is to come back, and lets others go on meanwhile. */
export class NotYet extends Error {
  /** When it is known. */
  readonly until: Promise<unknown>

  constructor(until: Promise<unknown>) {
    super("invariant: whoever asks comes back for it")
    this.until = until
  }
}

/** What is not known yet of several things that are asked for one after the other, so that all of them are begun. */
export interface Unknowns {
  /** What `ask` gives; `undefined` where it is not known yet. */
  readonly of: <Value>(ask: () => Promise<Value>) => Promise<Value | undefined>
  readonly count: () => number
  /** Throws `NotYet` until all of it is known. */
  readonly require: () => void
}

/** Keeps what is not known yet. */
export const unknowns = (): Unknowns => {
  const untils: Promise<unknown>[] = []
  return {
    of: async (ask) => {
      try {
        return await ask()
      } catch (error) {
        if (!(error instanceof NotYet)) throw error
        untils.push(error.until)
        return undefined
      }
    },
    count: () => untils.length,
    require: () => {
      if (untils.length > 0) throw new NotYet(Promise.all(untils))
    },
  }
}
