import { createContext, Script } from "node:vm"

/** How long the guarded segments of one transition may take in all, and since when they have been at it. */
export interface TimeLimit {
  /** With `Infinity` nothing is stopped, and nothing is paid for it. */
  readonly millis: number
  /** Absent until the first of them begins. */
  since?: number
}

/** How long guarded segments may take if nobody says otherwise, in ms. */
export const defaultSegmentTimeout = 1_000

const context: { call: (() => void) | undefined } = { call: undefined }
createContext(context)
const script = new Script("call()")

/**
 * Calls `code`, and stops it at the limit wherever it is: none of its own `catch` and `finally` runs then. Answers whether
 * it came to its end. It costs some 150 us, and so is only for what may never end.
 */
export const withinLimit = (limit: TimeLimit, code: () => void): boolean => {
  if (limit.millis === Infinity) {
    code()
    return true
  }
  // oxlint-disable-next-line eslint/no-restricted-globals -- how long this process computes, whatever time a run is told
  const now = performance.now()
  limit.since ??= now
  const left = Math.ceil(limit.millis - (now - limit.since))
  if (left <= 0) return false
  context.call = code
  try {
    script.runInContext(context, { timeout: left })
    return true
  } catch (error) {
    if (isTimeout(error)) return false
    throw error
  } finally {
    context.call = undefined
  }
}

/** It is an error of another realm. */
const isTimeout = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT"
