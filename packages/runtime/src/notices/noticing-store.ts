import type { NewNotice, Store, Transition } from "@statewright/store"

/** What a leader does with notices. */
export interface NoticeTap {
  /** Whether a webhook wants notices of a kind. */
  readonly wants: (kind: string) => boolean
  readonly stored: (notices: readonly NewNotice[]) => void
  /** Some may have been stored. */
  readonly look: () => void
}

/** A store whose commits say what is to be delivered, and tell of notices that are stored. A batch without any is passed on as it is. */
export const noticingStore = (store: Store, tap: NoticeTap): Store => {
  const commitNoticed = async (epoch: number, batch: readonly Transition[]) => {
    try {
      const results = await store.commit(
        epoch,
        batch.map((transition) => marked(transition, tap)),
      )
      const isStored = (_: Transition, index: number): boolean => results[index]?.status === "committed"
      tap.stored(batch.filter(isStored).flatMap(({ notices = [] }) => notices))
      return results
    } finally {
      // It may be stored though the answer was lost.
      tap.look()
    }
  }
  return {
    ...store,
    commit: (epoch, batch) => (batch.some(hasNotices) ? commitNoticed(epoch, batch) : store.commit(epoch, batch)),
  }
}

const hasNotices = ({ notices = [] }: Transition): boolean => notices.length > 0

const marked = (transition: Transition, { wants }: NoticeTap): Transition => {
  const { at, notices } = transition
  if (notices === undefined) return transition
  return {
    ...transition,
    notices: notices.map((notice) => (wants(notice.kind) ? { ...notice, deliverAt: at } : notice)),
  }
}
