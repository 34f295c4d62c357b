import type { GroupSpec, JoinPolicy } from "@statewright/model"
import type { CheckedRunOptions } from "@statewright/workflow"

/** What a segment asks for with its last statement. */
export type SegmentCommand = PartCommand | GatherCommand | AwaitedCommand | ManyCommand | HandleCommand | UseCommand

/** What may also be a branch of a join. */
export type PartCommand =
  | StartCommand
  | SleepCommand
  | EventCommand
  | CallCommand
  | JoinCommand
  | ChainCommand
  | GroupCommand
  | RunCommand

/** Run a step. */
export interface StartCommand {
  readonly kind: "start"
  readonly step: string
  readonly input: unknown
}

/** Wait for a length of time. */
export interface SleepCommand {
  readonly kind: "sleep"
  readonly millis: number
}

/** Wait for an event. */
export interface EventCommand {
  readonly kind: "event"
  /** The site in the program's `events`. */
  readonly site: string
  /** The locals that the site's `where` reads, by name. */
  readonly given?: unknown
  /** What the site's `paths` must be equal to; called when the wait is opened. */
  readonly keys?: () => readonly unknown[]
  /** What came before does not count. */
  readonly fresh?: true
  readonly timeoutMillis?: number
  readonly onTimeout?: { readonly value: unknown }
}

/** Run a helper that suspends as an activation of this frame. */
export interface CallCommand {
  readonly kind: "call"
  readonly procedure: string
  readonly args: readonly unknown[]
  /** The constants around the helper that it reads, by name. */
  readonly captures: Readonly<Record<string, unknown>>
  /** The locals of the activation whose variables it shares. */
  readonly outer: object | undefined
}

/** What follows the end of a promise, by the method of Promise that says when. */
export type ChainMethod = "then" | "catch" | "finally"

/** A function that is called once a promise is settled; `isAsync`: what it answers is a promise of its own. */
export interface Callback extends CallCommand {
  readonly isAsync?: boolean
}

/** `promise.then(...)` and its like: another promise, which ends as the callback says. */
export interface ChainCommand {
  readonly kind: "chain"
  readonly of: PartCommand | AwaitedCommand
  readonly callbacks: Readonly<Partial<Record<ChainMethod, Callback>>>
}

/** Begin several at once and wait as `policy` says. */
export interface JoinCommand {
  readonly kind: "join"
  readonly policy: JoinPolicy
  readonly parts: readonly (PartCommand | undefined)[]
}

/** Wait for several promises that were begun before; what is no promise counts as kept. */
export interface GatherCommand {
  readonly kind: "gather"
  readonly policy: JoinPolicy
  readonly values: readonly unknown[]
}

/** Wait for a promise that was begun before. */
export interface AwaitedCommand {
  readonly kind: "awaited"
  readonly value: unknown
}

/** Begin several, each for itself; only where nothing waits for them yet. */
export interface ManyCommand {
  readonly kind: "many"
  readonly parts: readonly PartCommand[]
}

/** Begin the members of a group, as many at once as it allows, and wait as its rule says. */
export interface GroupCommand {
  readonly kind: "group"
  readonly spec: GroupSpec
  /** Of all words but `forEach`. What is no call has begun where the author wrote it, whatever the group allows. */
  readonly members: readonly (PartCommand | undefined)[]
  /** Of `forEach`, whose body is called with each. */
  readonly items?: readonly unknown[]
  readonly body?: CallCommand
  /** Of `mutex`: its member begins once this is held. */
  readonly lock?: { readonly key: string; readonly global: boolean }
}

/** Begin another run: of a workflow, or of a procedure of this one. */
export interface RunCommand {
  readonly kind: "run"
  readonly link: "child" | "detached"
  readonly workflow?: string
  readonly entry?: CallCommand
  readonly input?: unknown
  /** What comes of it: how the run ends, or at once what names it. */
  readonly answers: "end" | "ref"
  readonly options?: CheckedRunOptions
}

/** Make a pool or a barrier; only in a `started` state, whose next segment is given it. */
export type HandleCommand =
  | { readonly kind: "handle"; readonly of: "pool"; readonly spec: GroupSpec }
  | { readonly kind: "handle"; readonly of: "barrier"; readonly size: number }

/** Ask something of a scope, a pool or a barrier. */
export interface UseCommand {
  readonly kind: "use"
  readonly verb: "add" | "stop" | "until" | "complete" | "cancel" | "arrive"
  readonly handle: unknown
  readonly work?: CallCommand
  readonly reason?: string | undefined
  readonly input?: string | undefined
  readonly options?: object | undefined
}

/** The end of a procedure: `return value`. */
export interface Completed {
  readonly kind: "completed"
  readonly value: unknown
}

/** What a segment may return: nothing (go on), the label of an exit, a command, or the procedure's result. */
// oxlint-disable-next-line typescript/no-invalid-void-type -- a segment without a return statement is the common one
export type SegmentResult = void | string | SegmentCommand | Completed
