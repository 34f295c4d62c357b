import type { EventAnswer } from "@statewright/runtime"

/** What became of an event that was sent, for a person. */
export const answerText = (
  { reached, kept, looked }: EventAnswer,
  { leader, database }: { readonly leader: number | undefined; readonly database: string },
): string => {
  if (!looked) {
    return leader === undefined
      ? `Stored. No process leads ${database} now: it is given to those who wait when one does.`
      : `Stored. Process ${leader} has not looked at it yet.`
  }
  const taken = reached === 0 ? "No run waits for it now" : `Taken by ${reached} ${reached === 1 ? "run" : "runs"}`
  return kept ? `${taken}; it is kept for runs that wait for it later.` : `${taken}.`
}
