import type { Store } from "@statewright/store"
import { checkOptions, type OptionKinds, text } from "@statewright/workflow"
import type { NoticeInfo } from "../client/notice-info.ts"
import { noticeInfo } from "../engine/read-notices.ts"

/** Tells listeners what notices are stored, by this process or another. */
export interface NoticeHub {
  on(kind: string, listener: (notice: NoticeInfo) => void): () => void
  /** Something may have been stored. */
  look(): void
  readonly waiting: () => boolean
  close(): void
}

interface Listening {
  readonly kind: string
  readonly listener: (notice: NoticeInfo) => void
  /** The last notice that is not for it; undefined where that could not be read. */
  behind: Promise<number | undefined> | number
}

/** So many are read at once. */
const page = 100

const kinds: OptionKinds<{ kind: string }> = { kind: { ...text(), required: true } }

/** Keeps those who listen; `failed` is told of one that throws. */
export const makeNoticeHub = (store: Store, failed: (error: unknown) => void): NoticeHub => {
  const listening = new Set<Listening>()
  let isLooking = false
  let isAsked = false

  const last = (): Promise<number | undefined> => store.lastNotice().catch(() => undefined)

  const tell = (one: Listening, notice: NoticeInfo): void => {
    if (!listening.has(one) || (one.kind !== "all" && one.kind !== notice.kind)) return
    try {
      one.listener(notice)
    } catch (error) {
      failed(error)
    }
  }

  const tellAll = async (): Promise<void> => {
    for (const one of listening) {
      one.behind = (await one.behind) ?? (await store.lastNotice())
      while (listening.has(one)) {
        const rows = await store.noticesBehind({ seq: one.behind, limit: page })
        for (const row of rows) tell(one, noticeInfo(row))
        one.behind = rows.at(-1)?.seq ?? one.behind
        if (rows.length < page) break
      }
    }
  }

  const look = async (): Promise<void> => {
    isAsked = true
    if (isLooking || listening.size === 0) return
    isLooking = true
    try {
      while (isAsked) {
        isAsked = false
        await tellAll()
      }
    } catch {
      // The store could not be read: what is not told is told with the next look.
      isAsked = true
    } finally {
      isLooking = false
    }
  }

  return {
    on: (kind, listener) => {
      checkOptions("notices.on", { kind }, kinds)
      const one: Listening = { kind, listener, behind: last() }
      listening.add(one)
      return () => void listening.delete(one)
    },
    look: () => void look(),
    waiting: () => listening.size > 0,
    close: () => listening.clear(),
  }
}
