/** Something that an operator may want to know: a breaker opened, dead letters piled up, an answer was let pass. */
export interface NoticeInfo {
  /** Counts up over all notices of a database. */
  readonly number: number
  /** Epoch milliseconds. */
  readonly at: number
  readonly kind: string
  /** What it is of, such as the key of a breaker. */
  readonly subject: string
  readonly runId?: string
  /** What is known of it, by its kind. */
  readonly facts: unknown
  /** How often it was tried to be delivered to the webhooks; absent where it never was. */
  readonly tries?: number
  /** Epoch milliseconds of the next try; absent where it was delivered, or is given up, or none wants it. */
  readonly deliverAt?: number
}

/** Which notices to list; newest first. */
export interface NoticeFilter {
  readonly kind?: string
  readonly subject?: string
  readonly runId?: string
  /** From 1 to 10,000. Default 50. */
  readonly limit?: number
  /** `next` of the page before. */
  readonly cursor?: string
}

/** A page of notices. */
export interface NoticeList {
  readonly notices: readonly NoticeInfo[]
  /** Absent on the last page. */
  readonly next?: string
}

/** Reads what is stored of notices. */
export interface ReadNotices {
  /** The newest first. Rejects with `InvalidOption`. */
  list(filter?: NoticeFilter): Promise<NoticeList>
}

/** The notices of an engine's database. */
export interface Notices extends ReadNotices {
  /**
   * Calls a listener with each notice of a kind, or of `"all"`, that is stored from now on, in order, also by other
   * processes; answers what ends that. Throws `InvalidOption`.
   *
   * @example
   * const stop = engine.notices.on("breaker", ({ subject, facts }) => console.log(subject, facts))
   */
  on(kind: string, listener: (notice: NoticeInfo) => void): () => void
}
