import { readBreakerRequest } from "../policy/breaker/breaker-request.ts"
import type { Moment } from "./moment.ts"
import type { Prepared } from "./prepared.ts"
import type { RequestWork } from "./work.ts"

/** Prepares what an operator asks for: of breakers, of dead letters. What nobody understands is taken away. */
export const prepareRequest = async (
  { inboxSeq, about, payload }: RequestWork,
  { now, policies }: Moment,
): Promise<Prepared> => {
  const transition = { runId: "", at: now, run: { kind: "none" }, takes: [inboxSeq] } as const
  switch (about) {
    case "breaker": {
      const request = readBreakerRequest(payload)
      if (request !== undefined) policies.breakers.operate(request, now)
      return { transition, launches: [] }
    }
    case "letters":
      return { transition, launches: [] }
  }
}
