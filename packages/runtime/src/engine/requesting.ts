import type { Store } from "@statewright/store"
import type { Work } from "../writer/work.ts"

/** What asking a leader for something needs of the engine. */
export interface Requesting {
  readonly store: Store
  /** Hands work to the leader in this process; `undefined` while another process leads, or none. */
  readonly submit: () => ((work: Work) => void) | undefined
  readonly now: () => number
  /** Makes an id that no other request has. */
  readonly id: () => string
}
