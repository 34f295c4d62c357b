import type { Activation, GroupSpec, HeldCall, Settled, WaitId } from "@statewright/model"

/** What a group holds beside its counters, as the locals of its activation. */
export interface GroupLocals {
  readonly spec: GroupSpec
  /** What is still to begin: the calls by their index, or the one for each item. */
  readonly held?: readonly HeldCall[]
  readonly items?: readonly unknown[]
  readonly body?: HeldCall
  /** How members ended, in the order in which they did. */
  readonly results?: (readonly [at: number, settled: Settled])[]
  /** The error that it throws once it is over. */
  readonly thrown?: { readonly error: unknown }
  /** Of a scope: its author has cancelled it, and it cleans up. */
  readonly stopped?: true
  /** Of a mutex: what its member works under; whether it has that, in this run, or the wait that is settled once it has. */
  readonly lock?: { readonly key: string; readonly global: boolean }
  readonly holds?: true
  readonly asks?: WaitId
}

/** The locals of a group. */
// Only `beginGroup` makes them, and nothing of an author's can be named so.
export const groupLocals = ({ locals }: Activation): GroupLocals => locals as unknown as GroupLocals
