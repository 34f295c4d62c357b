import * as Effect from "effect/Effect"
import * as FiberSet from "effect/FiberSet"
import * as Schedule from "effect/Schedule"
import type * as Scope from "effect/Scope"
import type { Work } from "../../writer/work.ts"
import type { Caching } from "./caching.ts"

/** Between two tries to ask the stores beside the database. */
const pause = "1 second"

/**
 * Hands in work; where it invalidates cached answers, first those beside the database are removed, however often that must be
 * tried: its row waits in the inbox.
 */
export const invalidating = Effect.fnUntraced(function* (
  { invalidate, failed }: Pick<Caching, "invalidate" | "failed">,
  submit: (work: Work) => void,
): Effect.fn.Return<(work: Work) => void, never, Scope.Scope> {
  const fork = yield* FiberSet.runtime(yield* FiberSet.make())()
  return (work) => {
    if (work.kind !== "invalidate") return submit(work)
    const remove = async (): Promise<boolean> => {
      try {
        submit({ ...work, elsewhere: await invalidate(work.selection) })
        return true
      } catch (error) {
        failed("to invalidate", error)
        return false
      }
    }
    const removing = Effect.promise(remove)
    fork(Effect.repeat(removing, { until: (isDone) => isDone, schedule: Schedule.spaced(pause) }))
  }
})
