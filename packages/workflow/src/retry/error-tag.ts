import { failureTag, isStatewrightError } from "@statewright/model"

/** The tag by which a policy knows an error: of one made by `failure()`, or of Statewright's own. */
export const errorTag = (error: unknown): string | undefined =>
  failureTag(error) ?? (isStatewrightError(error) ? error._tag : undefined)
