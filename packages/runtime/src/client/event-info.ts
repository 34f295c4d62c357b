/** An event that somebody sends. */
export interface EventToSend {
  readonly name: string
  /** What the waits' schemas check; anything that can be stored, 1 MiB at most. */
  readonly payload?: unknown
  /** Makes it safe to send again: the same id is one event, for as long as it is kept. */
  readonly id?: string
  /** The id of the run that it is for; else it is for every run that waits for it. */
  readonly to?: string
}

/** What became of an event that was sent. */
export interface EventAnswer {
  readonly id: string
  /** How many runs have taken it so far. */
  readonly reached: number
  /** Whether it is kept for waits that open later. */
  readonly kept: boolean
  /** False where no leader has looked at it in time: it is stored, and will be looked at. */
  readonly looked: boolean
}

/** An event as lists show it. Times are in ms since 1970. */
export interface EventInfo {
  readonly id: string
  readonly name: string
  readonly to?: string
  readonly payload: unknown
  readonly sentAt: number
  /**
   * `stored`: no leader has looked at it yet. `kept`: for waits that open later. `received`: the run that it is for has
   * taken it. `unused`: that run ended first. `refused`: `refusal` says why.
   */
  readonly status: "stored" | "kept" | "received" | "unused" | "refused"
  /** How many runs have taken it so far. */
  readonly reached: number
  readonly refusal?: string
}

/** A page of events. */
export interface EventList {
  readonly events: readonly EventInfo[]
  /** Give it as `cursor` to read on; absent on the last page. */
  readonly next?: string
}

/** Which events to list. */
export interface EventListFilter {
  readonly name?: string
  /** Those to this run. */
  readonly to?: string
  /** 50 unless it says otherwise, at most 10,000. */
  readonly limit?: number
  /** `next` of the page before. */
  readonly cursor?: string
}

/** Sends events, and reads what is stored of them. */
export interface Events extends ReadEvents {
  /**
   * Sends an event to the run `to`, or to every run that waits for it, each once; answers once it is stored, with how
   * many it reached. Kept for waits that open later: one to a run until that ends, others as long as the engine's
   * `eventRetention` says. Rejects with `EventRefused`, `EventExists`, `RunEnded`, `RunNotFound`, `PayloadTooLarge`, `NotStorable`,
   * `InvalidName`, `InvalidOption`, `InboxFull`.
   *
   * @example
   * const { reached } = await engine.events.send({ name: "approval", payload: { orderId: "o1" }, id: "hook-17" })
   */
  send(event: EventToSend): Promise<EventAnswer>
}

/** Reads what is stored of events. */
export interface ReadEvents {
  /** The newest first. Rejects with `InvalidOption`. */
  list(filter?: EventListFilter): Promise<EventList>
}
