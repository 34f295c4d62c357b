import { memberOf, type WaitId } from "@statewright/model"

/** A strand row as the wait of its member names it. */
export const rowOf = (wait: WaitId): { readonly group: WaitId; readonly item: number } => ({
  group: wait.slice(0, wait.lastIndexOf("/")),
  item: memberOf(wait)?.at ?? 0,
})
