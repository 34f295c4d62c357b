/** Names a run that another one has started and does not wait for. */
export interface RunRef {
  readonly id: string
  readonly workflow: string
}
