import type { Frame } from "@statewright/model"

/** The state that the body of a run rests in: empty once its code has ended, null of a run that has not begun. */
export const restState = ({ activations }: Frame): string | null =>
  activations.get(0)?.state ?? (activations.size === 0 ? null : "")
