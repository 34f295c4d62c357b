import type { Lane } from "@statewright/model"

/** What a branch of a group is called in a picture. */
export const laneName = ({ name, step, procedure, event, workflow, sleep }: Lane): string =>
  name ?? step ?? procedure ?? event ?? workflow ?? (sleep === true ? "sleep" : "")
