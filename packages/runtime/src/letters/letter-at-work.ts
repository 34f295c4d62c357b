import type { LetterRow, LetterSummary, Store } from "@statewright/store"

/** The letter about which something is done already, itself or another one of its run; one of them is at a time. */
export const letterAtWork = async (
  store: Store,
  { runId, runAt }: Pick<LetterRow, "runId" | "runAt">,
): Promise<LetterSummary | undefined> => {
  for (const status of ["waiting", "replaying"] as const) {
    const letters = await store.letters({ runId, status, limit: 1_000 })
    // Another run had this id before.
    const found = letters.find((letter) => letter.runAt === runAt)
    if (found !== undefined) return found
  }
  return undefined
}
