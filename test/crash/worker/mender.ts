import { setTimeout } from "node:timers/promises"
import { isStatewrightError } from "@statewright/model"
import type { Engine } from "@statewright/runtime"
import { diceOf } from "../chaos/dice.ts"
import type { Told } from "../log/told-log.ts"
import { unknownItem } from "../workflows/market.workflow.ts"

/** What a mender works on. */
type Mended = Pick<Engine<never>, "runs" | "letters" | "cache">

/** How it is done. */
export interface Mending {
  /** Notes what is asked before it is, and an answer as soon as it is there. */
  readonly note: (told: Told) => void
  /** By chance of this seed. */
  readonly seed: number
  readonly signal: AbortSignal
}

/**
 * Does now and then what an operator does: replays, resumes and discards dead letters, and invalidates cached answers. Others
 * may do the same with the same letters.
 */
export const mend = async ({ runs, letters, cache }: Mended, { note, seed, signal }: Mending): Promise<void> => {
  const dice = diceOf(seed)

  const mendOne = async (): Promise<void> => {
    const { letters: dead } = await letters.list({ status: "dead", limit: 10 })
    const [first, ...others] = dead
    if (first === undefined) return
    const { id, runId: from, handled, resumable } = dice.of([first, ...others])
    const chance = dice.number(1, 4)
    // What its run has got over is nobody's trouble; one that is at work may fail of it yet.
    const isOver = handled && chance < 4 && (await runs.get(from)).endedAt !== undefined
    if (isOver) {
      note({ kind: "asked to discard", run: from, letter: id })
      await letters.discard(id)
      return
    }
    const resumes = resumable && chance < 3
    const { letters: done, taken } = resumes ? await letters.resume(id) : await letters.replay(id)
    if (!taken) return
    for (const { runId: run, letter } of done) note({ kind: resumes ? "resuming" : "replaying", run, letter })
  }

  const invalidate = (query: { readonly step: string; readonly key: number }, tenant: string | undefined) =>
    cache.invalidate(
      tenant === "all" ? { ...query, everyTenant: true } : { ...query, ...(tenant !== undefined && { tenant }) },
    )

  while (!signal.aborted) {
    await setTimeout(dice.number(60, 400))
    const price = { step: "price", key: dice.of([0, 1, 2, 3, 4, unknownItem]) }
    const tenant = dice.of([undefined, "north", "all"])
    try {
      if (dice.chance(0.3)) await invalidate(price, tenant)
      else await mendOne()
    } catch (error) {
      if (signal.aborted) return
      if (!isStatewrightError(error) || !passedOver.has(error._tag)) throw error
    }
  }
}

/** Others were faster, or nobody can write for the moment. */
const passedOver: ReadonlySet<string> = new Set(["DatabaseBusy", "LetterBusy", "LetterNotFound", "LetterNotResumable"])
