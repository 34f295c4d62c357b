import { checkMutex, itemsOf, specOf } from "@statewright/workflow"
import type { CallCommand, GroupCommand, PartCommand } from "./command.ts"

/** What the author wrote as the options of a group. */
type Options = object | undefined

/**
 * What `parallel([...], options)` becomes.
 *
 * @example
 * return parallel([start(reserve, order), call("charge", [order])], { join: "any" })
 */
export const parallel = (
  parts: readonly (PartCommand | undefined)[],
  options: Options,
  unused = false,
): GroupCommand => {
  const begun = parts.some((part) => part?.kind !== "call")
  const spec = specOf("parallel", options, { total: parts.length, begun, unused })
  return { kind: "group", spec, members: [...parts] }
}

/**
 * What `fork({ ... }, options)` becomes.
 *
 * @example
 * return fork({ ship: call("fork_ship", []), bill: call("fork_bill", []) }, { join: "majority" })
 */
export const fork = (
  branches: Readonly<Record<string, CallCommand>>,
  options?: Options,
  unused = false,
): GroupCommand => {
  const names = Object.keys(branches)
  const spec = specOf("fork", options, { total: names.length, names, unused })
  return { kind: "group", spec, members: Object.values(branches) }
}

/**
 * What `race({ ... }, options)` becomes.
 *
 * @example
 * return race({ paid: event("race/paid"), late: sleep("3 days") })
 */
export const race = (
  waits: Readonly<Record<string, PartCommand | undefined>>,
  options?: Options,
  unused = false,
): GroupCommand => {
  const names = Object.keys(waits)
  const members = Object.values(waits)
  const begun = members.some((member) => member?.kind !== "call")
  return { kind: "group", spec: specOf("race", options, { total: names.length, names, begun, unused }), members }
}

/**
 * What `forEach(items, options, body)` becomes: the body is called with each item and its index.
 *
 * @example
 * return each(orders, { mode: "parallel" }, call("forEach", [], { rate }))
 */
export const each = (items: unknown, options: Options, body: CallCommand, unused = false): GroupCommand => {
  const { maxIterations } = (options ?? {}) as { readonly maxIterations?: number } // `specOf` looks at it
  const taken = itemsOf(items, maxIterations)
  const spec = specOf("forEach", options, { total: taken.length, unused })
  return { kind: "group", spec, members: [], items: taken, body }
}

/**
 * What `scope(body)` becomes: the body is called with what cancels it.
 *
 * @example
 * return scope(call("scope", [], { order }))
 */
export const scope = (body: CallCommand): GroupCommand => ({
  kind: "group",
  spec: specOf("scope", undefined, { total: 1 }),
  members: [],
  body,
})

/**
 * What `mutex(key, options).run(body)` becomes.
 *
 * @example
 * return locked("till", {}, call("run", [], { order }))
 */
export const locked = (
  key: string,
  options: { readonly scope?: "run" | "global" } | undefined,
  body: CallCommand,
): GroupCommand => {
  checkMutex(key, options)
  const spec = specOf("mutex", undefined, { total: 1 })
  return { kind: "group", spec, members: [], body, lock: { key, global: options?.scope === "global" } }
}
