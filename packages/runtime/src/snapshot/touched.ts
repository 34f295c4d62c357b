import type { Frame, LocalWrites } from "@statewright/model"
import type { FrameLog } from "./frame-log.ts"

/** The objects that a transition changed in place, each with a name for messages. */
export interface Touched {
  readonly grown: ReadonlyMap<object, string>
  /** Something reachable from these changed. */
  readonly mutated: ReadonlyMap<object, string>
}

/**
 * Finds the objects behind the names in the write sets: what a local holds now, and what it held when it was last
 * written, since a local may be changed first and then given another value.
 *
 * An activation that is gone has no write set, so what its locals held counts as changed.
 */
export const touchedObjects = (log: FrameLog, frame: Frame, writes: readonly LocalWrites[]): Touched => {
  const grown = new Map<object, string>()
  const mutated = new Map<object, string>()
  const add = (to: Map<object, string>, name: string, value: unknown): void => {
    if (typeof value === "object" && value !== null) to.set(value, name)
  }
  for (const { activation: index, appends, mutates } of writes) {
    const activation = frame.stack[index]
    const before = log.stack[index]?.activation === activation ? log.stack[index] : undefined
    for (const [names, to] of [[appends, grown] as const, [mutates, mutated] as const]) {
      for (const name of names) {
        add(to, name, before?.locals.get(name))
        if (activation !== undefined && Object.hasOwn(activation.locals, name)) add(to, name, activation.locals[name])
      }
    }
  }
  const live = new Set(frame.stack)
  for (const { activation, locals } of log.stack) {
    if (!live.has(activation)) for (const [name, value] of locals) add(mutated, name, value)
  }
  return { grown, mutated }
}
