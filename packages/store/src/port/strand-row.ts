import type { StrandStatus } from "@statewright/model"

/** Names a member of a group: the wait of the group, and which member it is. */
export interface StrandKey {
  readonly frame: string
  readonly groupId: string
  readonly item: number
}

/** What happens to a member of a group. */
export type StrandWrite =
  | (StrandKey & {
      readonly kind: "begin"
      readonly name?: string
      readonly waitId: string
      /** The strand around it. */
      readonly within?: string
    })
  /** Ignored if it has ended. */
  | (StrandKey & {
      readonly kind: "end"
      readonly status: Exclude<StrandStatus, "running">
      /** What it came to, encoded. */
      readonly payload?: string
    })
  /** It had ended, and is at work again. */
  | (StrandKey & { readonly kind: "reopen" })

/** A member of a group, as it is kept. */
export interface StrandRow extends StrandKey {
  readonly name: string | null
  readonly waitId: string
  readonly within: string | null
  readonly status: StrandStatus
  readonly startedAt: number
  readonly endedAt: number | null
  readonly payload: string | null
}
