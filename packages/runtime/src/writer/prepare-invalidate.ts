import type { Store } from "@statewright/store"
import type { Prepared } from "./prepared.ts"
import type { InvalidateWork } from "./work.ts"

/** Prepares what follows when somebody invalidates cached answers: those beside the database are removed already. */
export const prepareInvalidate = async (
  store: Store,
  { inboxSeq, selection, elsewhere = 0, done }: InvalidateWork,
  now: number,
): Promise<Prepared> => {
  const removed = elsewhere + (await store.countCacheEntries(selection))
  return {
    transition: {
      runId: "",
      at: now,
      run: { kind: "none" },
      takes: [inboxSeq],
      cache: [{ kind: "invalidate", selection }],
    },
    launches: [],
    answer: ({ status }) => {
      if (status === "committed") done?.(removed)
    },
  }
}
