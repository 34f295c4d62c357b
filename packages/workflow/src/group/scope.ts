import { shownValue } from "@statewright/model"
import { InvalidOption } from "../option/invalid-option.ts"
import { runGroup } from "./run-group.ts"
import { specOf } from "./spec-of.ts"

/** A part of a workflow that can be cancelled, from within and from beside it. */
export interface Scope {
  /** Throws `Cancelled` into all that waits in it, once; code of its own that calls this is told at its next wait. */
  cancel(reason?: string): void
}

/** How a scope ended. */
export type ScopeEnd<T> =
  | { readonly status: "completed"; readonly value: T }
  | { readonly status: "cancelled"; readonly reason?: string }

/**
 * Runs a part of a workflow that can be cancelled while the rest goes on. It answers when that part has ended and has
 * cleaned up; what it throws by itself is thrown.
 *
 * @example
 * const end = await scope((s) => parallel([search(order), watch(order, s)]))
 * if (end.status === "cancelled") await tell(order, end.reason)
 */
export const scope = <T>(body: (s: Scope) => Promise<T>): Promise<ScopeEnd<T>> => {
  if (typeof body !== "function") {
    throw new InvalidOption("scope", `its body is ${shownValue(body)}`, "Give an async function.")
  }
  const ended = runGroup(specOf("scope", undefined, { total: 1 }), (_, stop) => () => {
    return body({ cancel: (reason) => stop(reason === undefined ? {} : { reason }) })
  })
  return ended as Promise<ScopeEnd<T>> // as its body answers
}
