import type { Store } from "@statewright/store"
import type { Programs } from "../engine/programs.ts"
import { readBreakerRequest } from "../policy/breaker/breaker-request.ts"
import type { LiveRuns } from "./live-runs.ts"
import type { Moment } from "./moment.ts"
import { prepareLetters } from "./prepare-letters.ts"
import type { Later, Prepared } from "./prepared.ts"
import type { RequestWork } from "./work.ts"

/** Prepares what an operator asks for: of breakers, of dead letters. What nobody understands is taken away. */
export const prepareRequest = async (
  parts: { readonly store: Store; readonly programs: Programs; readonly runs: LiveRuns },
  work: RequestWork,
  moment: Moment,
): Promise<Prepared | Later> => {
  const { about, inboxSeq, payload } = work
  const { now, policies } = moment
  const nothing: Prepared = {
    transition: { runId: "", at: now, run: { kind: "none" }, takes: [inboxSeq] },
    launches: [],
  }
  switch (about) {
    case "breaker": {
      const request = readBreakerRequest(payload)
      if (request !== undefined) policies.breakers.operate(request, now)
      return nothing
    }
    case "letters":
      return (await prepareLetters(parts, work, moment)) ?? nothing
  }
}
