import type { CallCommand, UseCommand } from "./command.ts"

/**
 * What `pool.add(work)` becomes.
 *
 * @example
 * return add(f.errands, call("add", [], { order }))
 */
export const add = (handle: unknown, work: CallCommand): UseCommand => ({ kind: "use", verb: "add", handle, work })

/**
 * What `scope.cancel(reason)` becomes.
 *
 * @example
 * return stop(f.s, "too late")
 */
export const stop = (handle: unknown, reason?: string): UseCommand => ({ kind: "use", verb: "stop", handle, reason })

/**
 * What `pool.until(met, options)` becomes.
 *
 * @example
 * return until(f.errands, call("until", []))
 */
export const until = (handle: unknown, work?: CallCommand, options?: object): UseCommand => ({
  kind: "use",
  verb: "until",
  handle,
  ...(work !== undefined && { work }),
  options,
})

/**
 * What `pool.complete()` becomes.
 *
 * @example
 * return complete(f.errands)
 */
export const complete = (handle: unknown): UseCommand => ({ kind: "use", verb: "complete", handle })

/**
 * What `pool.cancel(reason)` becomes.
 *
 * @example
 * return cancelAll(f.errands, "closed")
 */
export const cancelAll = (handle: unknown, reason?: string): UseCommand => ({
  kind: "use",
  verb: "cancel",
  handle,
  reason,
})

/**
 * What `barrier.arrive(input)` becomes.
 *
 * @example
 * return arrive(f.gate, "left")
 */
export const arrive = (handle: unknown, input?: string): UseCommand => ({ kind: "use", verb: "arrive", handle, input })
