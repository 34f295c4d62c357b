import { failureTag, isStatewrightError } from "@statewright/model"

/** The tag by which a policy knows an error: of one made by `failure()`, or of Statewright's own. Never throws. */
export const errorTag = (error: unknown): string | undefined => {
  try {
    return failureTag(error) ?? (isStatewrightError(error) ? error._tag : undefined)
  } catch {
    // A proxy that lets nobody look has no tag.
    return undefined
  }
}
