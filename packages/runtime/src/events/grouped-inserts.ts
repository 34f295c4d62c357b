// oxlint-disable-next-line eslint/no-restricted-imports -- a turn of the event loop, not a time
import { setImmediate } from "node:timers"
import type { InboxAnswer, NewInboxRow, Store } from "@statewright/store"

interface Asked {
  readonly row: NewInboxRow
  readonly resolve: (answer: InboxAnswer) => void
  readonly reject: (error: unknown) => void
}

/** Puts rows into inboxes: all that are given in one turn of the event loop in one transaction, in their order. */
export const groupedInserts = (store: Pick<Store, "insertInbox">): ((row: NewInboxRow) => Promise<InboxAnswer>) => {
  let asked: Asked[] = []

  const insert = async (): Promise<void> => {
    const group = asked
    asked = []
    try {
      const answers = await store.insertInbox(group.map(({ row }) => row))
      for (const [index, { resolve }] of group.entries()) {
        const answer = answers[index]
        if (answer === undefined) throw new Error("invariant: the store answers for every row")
        resolve(answer)
      }
    } catch (error) {
      for (const { reject } of group) reject(error)
    }
  }

  return (row) =>
    new Promise((resolve, reject) => {
      if (asked.length === 0) setImmediate(() => void insert())
      asked.push({ row, resolve, reject })
    })
}
