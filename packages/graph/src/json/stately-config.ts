/** A state machine as XState and Stately's tools read it: names in place of code. */
export interface StatelyConfig extends StatelyState {
  readonly id: string
}

/** A state of it. */
export interface StatelyState {
  readonly type?: "parallel" | "final"
  readonly description?: string
  readonly meta?: StatelyMeta
  readonly entry?: readonly StatelyName[]
  readonly initial?: string
  readonly invoke?: StatelyInvoke
  readonly always?: readonly StatelyTransition[]
  readonly after?: Readonly<Record<string, StatelyTransition>>
  readonly on?: Readonly<Record<string, StatelyTransition>>
  readonly onDone?: StatelyTransition
  readonly states?: Readonly<Record<string, StatelyState>>
}

/** An action or a guard by name. */
export interface StatelyName {
  readonly type: string
}

/** Something that runs while its state is active. */
export interface StatelyInvoke {
  readonly src: string
  readonly id: string
  readonly onDone: StatelyTransition
}

/** A way from a state to another. */
export interface StatelyTransition {
  readonly target: string
  readonly guard?: StatelyName
  readonly actions?: readonly StatelyName[]
}

/** What XState has no field for. */
export interface StatelyMeta {
  readonly kind?: string
  readonly line?: number
  /** The static id of the wait. */
  readonly wait?: string
  readonly source?: string
  readonly version?: string
  /** What a group asks of its branches, in words. */
  readonly notes?: readonly string[]
  /** The workflows that its end starts. */
  readonly chains?: readonly { readonly on: string; readonly workflow: string; readonly when?: string }[]
  /** The helpers that suspend, by name; those that are one branch alone stand in it. */
  readonly procedures?: Readonly<Record<string, StatelyConfig>>
}
