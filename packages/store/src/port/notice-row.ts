/** Something that an operator may want to know: event, record for audits and message to be delivered in one. */
export interface NoticeRow {
  /** The order in which they were stored. */
  readonly seq: number
  readonly at: number
  readonly kind: string
  /** What it is of: the key of a breaker, the fingerprint of letters. */
  readonly subject: string
  readonly runId: string | null
  /** Encoded. */
  readonly facts: string
  /** When it is to be delivered to a webhook; null if it is not, or was. */
  readonly deliverAt: number | null
  /** How often that was tried. */
  readonly tries: number
}

/** A notice to be stored, at the time of its transition. */
export interface NewNotice extends Pick<NoticeRow, "kind" | "subject" | "facts"> {
  readonly runId?: string
  readonly deliverAt?: number
}

/** What became of a try to deliver a notice. */
export type Delivery = Pick<NoticeRow, "seq" | "deliverAt" | "tries">

/** Which notices of long ago to delete, of those that are not to be delivered any more. */
export interface ForgettingNotices {
  readonly before: number
  /** At most so many at once. */
  readonly limit: number
}

/** A page of notices, the newest first. */
export interface NoticesPage {
  readonly kind?: string
  readonly subject?: string
  readonly runId?: string
  readonly limit: number
  /** Only those with a lower number. */
  readonly below?: number
}
