import { decodeValue } from "@statewright/model"
import type { History, Observation } from "../history/history.ts"
import { type LastBegun, lastBegun } from "../history/last-begun.ts"
import { stepOf } from "../history/program-of.ts"
import { epochAt } from "../log/lead-log.ts"
import type { Invariant } from "./invariant.ts"

/**
 * Judged by the last attempt of each call, whose time is that of the decision to let it through; and by the record of each
 * breaker, whose times are those of the batches that its changes were stored with: what was decided in a later batch knew of them.
 */
export const breakers: Invariant = {
  name: "I12 a breaker that is open lets nothing through, and one that is half-open so many probes",
  judge: (history) =>
    [...history.observations, history.end].flatMap((seen) => {
      const begun = Map.groupBy(lastBegun(history, seen), breakerOf)
      return periodsOf(seen).flatMap((period) => {
        const calls = begun.get(period.key) ?? []
        return period.state === "open" ? throughOpen(period, calls) : tooManyProbes(period, calls, history)
      })
    }),
}

/** From one change of a breaker to the next. */
interface Period {
  readonly key: string
  readonly state: string
  readonly from: number
  readonly to: number
}

/** What the engine notes of a breaker. */
interface Facts {
  readonly to: string
  readonly retryAt?: number | null
}

const periodsOf = ({ breakers }: Observation): readonly Period[] =>
  [...Map.groupBy(breakers, ({ subject }) => subject)].flatMap(([key, changes]) =>
    changes.flatMap(({ at: from, facts }, index): readonly Period[] => {
      const { to: state, retryAt } = decodeValue(facts) as Facts // the engine wrote it
      const next = changes[index + 1]?.at ?? Infinity
      if (state === "closed") return []
      return [{ key, state, from, to: state === "open" ? Math.min(next, retryAt ?? Infinity) : next }]
    }),
  )

const breakerOf = ({ run, step }: LastBegun): string | undefined => stepOf(run.row.workflow, step.name)?.breaker?.key

const throughOpen = ({ key, from, to }: Period, calls: readonly LastBegun[]): string[] =>
  calls
    .filter(({ step }) => step.attemptAt > from && step.attemptAt < to)
    .map(({ effect, step }) => {
      const when = `${step.attemptAt - from} ms after it had opened`
      return `Attempt ${effect.attempt} at ${effect.key} went through breaker ${key} ${when}.`
    })

/** Of those whose outcome counts the first ends the period, so there are no more of them than may be at work at once. */
const tooManyProbes = ({ key, from, to }: Period, calls: readonly LastBegun[], { leads }: History): string[] => {
  const probes = calls.filter((call) => call.step.attemptAt >= from && call.step.attemptAt < to && isCounted(call))
  return [...Map.groupBy(probes, ({ effect }) => epochAt(leads, effect)).values()].flatMap((ofOne) => {
    const [first] = ofOne
    const most = first && stepOf(first.run.row.workflow, first.step.name)?.breaker?.circuit.halfOpenMaxCalls
    if (most === undefined || ofOne.length <= most) return []
    return [
      `${ofOne.length} probes went through breaker ${key} at once: ${ofOne.map(({ effect }) => effect.key).join(", ")}.`,
    ]
  })
}

/** Who was told to stop says nothing of the dependency. */
const isCounted = ({ run, step, effect }: LastBegun): boolean =>
  !run.inbox.some(({ kind }) => kind === "cancel") &&
  step.endedBy !== "deadline" &&
  (step.status === "completed" ||
    run.attempts.some(({ waitId, attempt }) => waitId === step.waitId && attempt === effect.attempt))
