import type { WaitKey } from "./step-row.ts"

/** One that holds a lock that all runs share, or waits for it: of one key, the lowest `seq` comes first. */
export interface MutexRow extends WaitKey {
  readonly seq: number
  readonly key: string
  readonly runId: string
  readonly granted: boolean
}

/** What happens to a lock that all runs share. */
export type LockWrite =
  | (WaitKey & { readonly kind: "ask"; readonly key: string })
  /** The wait has the lock from now on; `held` unless it asks for it still, and no other has it. */
  | (WaitKey & { readonly kind: "grant" })
  /** It is given back, or not asked for any more; one that is not there is ignored. */
  | (WaitKey & { readonly kind: "release" })
