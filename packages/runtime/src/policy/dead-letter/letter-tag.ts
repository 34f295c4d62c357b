import { errorTag } from "@statewright/workflow"

/** The word that a kind of failure goes by: the tag of the error, else its name. */
export const letterTag = (error: unknown): string => {
  const tag = errorTag(error)
  if (tag !== undefined) return tag
  if (!(error instanceof Error)) return typeof error
  return typeof error.name === "string" && error.name !== "" ? error.name : "Error"
}
