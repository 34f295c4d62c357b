import type { CallCommand, GroupCommand, PartCommand } from "./command.ts"
import { notBuilt } from "./not-built.ts"

/**
 * What `parallel([...], options)` becomes; the options are the author's.
 *
 * @example
 * return parallel([start(reserve, order), call("charge", [order])], { join: "any" })
 */
export const parallel = (
  _parts: readonly (PartCommand | undefined)[],
  _options: unknown,
  _unused?: boolean,
): GroupCommand => notBuilt("parallel")

/**
 * What `fork({ ... }, options)` becomes.
 *
 * @example
 * return fork({ ship: call("fork_ship", []), bill: call("fork_bill", []) }, { join: "majority" })
 */
export const fork = (
  _branches: Readonly<Record<string, CallCommand>>,
  _options?: unknown,
  _unused?: boolean,
): GroupCommand => notBuilt("fork")

/**
 * What `race({ ... }, options)` becomes.
 *
 * @example
 * return race({ paid: event("race/paid"), late: sleep("3 days") })
 */
export const race = (
  _waits: Readonly<Record<string, PartCommand>>,
  _options?: unknown,
  _unused?: boolean,
): GroupCommand => notBuilt("race")

/**
 * What `forEach(items, options, body)` becomes: the body is called with each item and its index.
 *
 * @example
 * return each(orders, { mode: "parallel" }, call("forEach", [], { rate }))
 */
export const each = (_items: unknown, _options: unknown, _body: CallCommand, _unused?: boolean): GroupCommand =>
  notBuilt("forEach")

/**
 * What `scope(body)` becomes: the body is called with what cancels it.
 *
 * @example
 * return scope(call("scope", [], { order }))
 */
export const scope = (_body: CallCommand): GroupCommand => notBuilt("scope")

/**
 * What `mutex(key, options).run(body)` becomes.
 *
 * @example
 * return locked("till", {}, call("run", [], { order }))
 */
export const locked = (_key: string, _options: unknown, _body: CallCommand): GroupCommand => notBuilt("mutex")
