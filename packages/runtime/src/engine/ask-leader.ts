import { encodeValue } from "@statewright/model"
import { InboxFull } from "../error/inbox-full.ts"
import type { RequestWork } from "../writer/work.ts"
import type { Requesting } from "./requesting.ts"

/**
 * Asks whoever leads, now or later, for what concerns no run: it is stored, and answered with the number of its row in the
 * inbox. Rejects with `InboxFull`.
 */
export const askLeader = async (
  { store, submit, now, id }: Requesting,
  about: RequestWork["about"],
  asked: unknown,
): Promise<number> => {
  const payload = encodeValue(asked, `what is asked of ${about}`)
  const row = { runId: "", id: `${about}:${id()}`, kind: about, payload, acceptedAt: now() } as const
  const [answer] = await store.insertInbox([row])
  if (answer?.status === "full") throw new InboxFull("", answer.bound)
  if (answer?.status !== "accepted") throw new Error("invariant: a request has an id of its own")
  submit()?.({ kind: "request", runId: "", about, inboxSeq: answer.seq, id: row.id, payload })
  return answer.seq
}
