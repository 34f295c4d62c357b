/** What one transition changed in the locals of one activation, merged over its segments. */
export interface LocalWrites {
  /** Index into the frame's stack. */
  readonly activation: number
  readonly assigns: ReadonlySet<string>
  readonly appends: ReadonlySet<string>
  readonly mutates: ReadonlySet<string>
}
