import type { WaitId } from "./frame.ts"

/** What a transition asks of the world; carried out only after it is stored. */
export type Command =
  | { readonly kind: "start-step"; readonly wait: WaitId; readonly step: string; readonly input: unknown }
  | { readonly kind: "set-timer"; readonly wait: WaitId; readonly dueAt: number }
  /** Nobody will take what comes of it: a step that was started, a timer that was set. */
  | { readonly kind: "abandon"; readonly wait: WaitId }
  | { readonly kind: "complete"; readonly output: unknown }
  | { readonly kind: "fail"; readonly error: unknown }
  /** All that cleans up after a cancelled run has ended. */
  | { readonly kind: "cancelled"; readonly error: unknown }
