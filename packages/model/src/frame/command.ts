import type { WaitId } from "./frame.ts"

/** What a transition asks of the world; carried out only after it is stored. */
export type Command =
  | { readonly kind: "start-step"; readonly wait: WaitId; readonly step: string; readonly input: unknown }
  | { readonly kind: "set-timer"; readonly wait: WaitId; readonly dueAt: number }
  | { readonly kind: "complete"; readonly output: unknown }
  | { readonly kind: "fail"; readonly error: unknown }
