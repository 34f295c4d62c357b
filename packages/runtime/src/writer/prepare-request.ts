import type { Moment } from "./moment.ts"
import type { Prepared } from "./prepared.ts"
import type { RequestWork } from "./work.ts"

/** Prepares what an operator asks for: of breakers, of dead letters. What nobody understands is taken away. */
export const prepareRequest = async ({ inboxSeq, about }: RequestWork, { now }: Moment): Promise<Prepared> => {
  const transition = { runId: "", at: now, run: { kind: "none" }, takes: [inboxSeq] } as const
  switch (about) {
    case "breaker":
    case "letters":
      return { transition, launches: [] }
  }
}
