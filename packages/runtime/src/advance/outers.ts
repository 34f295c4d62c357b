import type { Activation, Frame } from "@statewright/model"

/** The activations whose variables one shares, innermost first. */
export const outersOf = (frame: Frame, { outer }: Activation): readonly Activation[] => {
  const around = outer === undefined ? undefined : frame.activations.get(outer)
  return around === undefined ? [] : [around, ...outersOf(frame, around)]
}
