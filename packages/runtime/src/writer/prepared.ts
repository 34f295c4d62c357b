import type { RunBecomes, Transition, TransitionResult, WaitKey } from "@statewright/store"
import type { Permit } from "../limit/permit.ts"
import type { CachePut } from "../policy/cache/caching.ts"
import type { Program } from "../machine/program.ts"
import type { Origin } from "../link/origin.ts"
import type { LiveRun } from "./live-runs.ts"
import type { Work } from "./work.ts"

/** Its run settles with the present batch: to be prepared again after that. */
export type Later = "later"

/** A transition that is ready to be stored, and what follows once it is. */
export interface Prepared {
  readonly transition: Transition
  /** Steps to run, once it is stored. */
  readonly launches: readonly Launch[]
  /** Calls at work whose outcome nobody asks for any more, once it is stored. */
  readonly abandoned?: readonly WaitKey[]
  /** A call whose deadline is over, once it is stored. */
  readonly expired?: WaitKey
  /** Transitions that are stored in the same transaction, right before it. */
  readonly before?: readonly Prepared[]
  /** The run that begins or goes on, for memory once it is stored: a start that is refused must not touch the run that has its id. */
  readonly begun?: LiveRun
  /** How its run came from another, where it begins or rests and is not in memory: as `LiveRun` says. */
  readonly origin?: Origin | null
  /** Calls that stand in line once it is stored. */
  readonly joined?: readonly WaitKey[]
  /** What its run is at work with, once it is stored. */
  readonly holds?: Permit
  /** What the run could not be told while it rested: to be handed in once it is stored. */
  readonly follows?: readonly Work[]
  /** What is to be kept beside the database, once it is stored. */
  readonly puts?: readonly CachePut[]
  /** A stale answer that is to be renewed, once it is stored. */
  readonly renewal?: Renewal
  /** Gives back what was taken for it: it was not stored. */
  readonly undo?: () => void
  /** Called with what became of it. */
  readonly answer?: (result: TransitionResult) => void
}

/** An attempt at a step whose row is stored: its code may run. */
export interface Launch extends WaitKey {
  readonly runId: string
  readonly program: Program
  /** Of its run. */
  readonly tenant: string
  readonly name: string
  /** 0: a cached answer is looked for. */
  readonly attempt: number
  readonly token: string
  /** The input as stored. */
  readonly input: string
  /** The member of a group that it is called in. */
  readonly within?: string | null
  /** It renews a stale answer, for nobody who waits. */
  readonly renews?: true
  /** What lets it be at work, where something limits it. */
  readonly permit?: Permit
  /** Why it fails without being tried. */
  readonly problem?: Error
}

/** An attempt at a step for nobody but the cache. */
export interface Renewal {
  readonly launch: Launch
  /** What becomes of it is told to whoever may renew it next. */
  readonly done: () => void
}

/** How the run of a transition ended, if it did. */
export const endOf = ({ run }: Transition): RunBecomes | undefined =>
  run.kind === "insert" || run.kind === "update" ? run.becomes : undefined
