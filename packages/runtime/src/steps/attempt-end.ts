/** How one attempt at a step ended. */
export type AttemptEnd =
  | { readonly kind: "completed"; readonly text: string }
  /** It will be tried again at `dueAt`, in ms since 1970. */
  | { readonly kind: "retry"; readonly error: string; readonly dueAt: number }
  /** It failed for good. */
  | { readonly kind: "failed"; readonly error: string }
  /** Its input cannot be read: its code has not begun. */
  | { readonly kind: "damaged"; readonly error: unknown }
