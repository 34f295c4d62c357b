import type { Store } from "@statewright/store"
import type { Programs } from "../engine/programs.ts"
import { workOf } from "../leader/take-inbox.ts"
import type { CancelWork } from "../writer/work.ts"

/** The requests to cancel runs that came while nobody led: they go before whatever would let those runs go on. */
export interface EarlyCancels {
  /** Of runs with attempts that are to begin again: these go first. */
  readonly ofRunsAtWork: readonly CancelWork[]
  readonly ofOthers: readonly CancelWork[]
}

const page = 500

/** Reads them; what cannot be read is left to the inbox. */
export const earlyCancels = async (
  store: Store,
  programs: Programs,
  atWork: ReadonlySet<string>,
): Promise<EarlyCancels> => {
  const ofRunsAtWork: CancelWork[] = []
  const ofOthers: CancelWork[] = []
  let after: number | undefined = 0
  while (after !== undefined) {
    const rows = await store.pendingCancels({ limit: page, after })
    for (const row of rows) {
      const work = workOf(row, programs)
      if (work?.kind === "cancel") (atWork.has(work.runId) ? ofRunsAtWork : ofOthers).push(work)
    }
    after = rows.length < page ? undefined : rows.at(-1)?.seq
  }
  return { ofRunsAtWork, ofOthers }
}
