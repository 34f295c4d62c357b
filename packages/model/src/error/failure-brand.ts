/** Marks an error made by `failure(tag, schema)`; its value is the tag, and identity goes by it. */
export const failureBrand: unique symbol = Symbol.for("statewright.failure")

/** The tag of an error made by `failure()`, or `undefined` of anything else. */
export const failureTag = (error: unknown): string | undefined => {
  if (typeof error !== "object" || error === null || !(failureBrand in error)) return undefined
  const tag = error[failureBrand]
  return typeof tag === "string" ? tag : undefined
}
