import type { Outcome } from "@statewright/model"
import type { Act, Script } from "./scripted.ts"

/** Does one thing after the other; a word is a step. */
export const does = (...acts: readonly (Act | string)[]): Script => ({
  does: acts.map((act) => (typeof act === "string" ? { kind: "step", name: act } : act)),
})

export const nap: Act = { kind: "sleep", millis: 1000 }
export const step = (name: string): Act => ({ kind: "step", name })
export const call = (script: Script): Act => ({ kind: "call", script })
export const fails: Act = { kind: "throw", error: "no" }

/** Does nothing but one fork. */
export const fork = (of: Readonly<Record<string, Script>>, options?: object): Script =>
  does({ kind: "fork", of, ...(options !== undefined && { options }) })

/** How a step fails. */
export const failed = (message: string): Outcome => ({ ok: false, error: new Error(message) })
