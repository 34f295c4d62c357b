import type { Activation, HeldCall, Outcome } from "@statewright/model"
import type { CallCommand, ChainCommand, ChainMethod } from "./command.ts"
import type { Move } from "./move.ts"

/**
 * A callback as a frame holds it. The activation without code that stands for `promise.then(...)` has them as its locals, by
 * the names of their methods.
 */
export interface HeldCallback {
  readonly procedure: string
  readonly captures: Readonly<Record<string, unknown>>
  /** The number of the activation whose variables it shares. */
  readonly outer: number | undefined
  readonly isAsync: boolean
}

interface Held {
  /** The innermost activation whose variables any of them shares. */
  readonly outer: number | undefined
  readonly locals: Record<string, HeldCallback>
}

/** What an activation holds of its callbacks until the promise is settled. */
export const heldCallbacks = (move: Move, callbacks: ChainCommand["callbacks"]): Held => {
  const locals: Record<string, HeldCallback> = {}
  for (const [method, callback] of Object.entries(callbacks)) {
    const { procedure, captures, isAsync = false } = callback
    locals[method] = { procedure, captures, outer: numberOf(move, callback), isAsync }
  }
  const shared = new Set(Object.values(locals).map(({ outer }) => outer))
  return { outer: around(move).find(([number]) => shared.has(number))?.[0], locals }
}

/** A call as a frame holds it until it begins. */
export const heldCall = (move: Move, call: CallCommand): HeldCall => {
  const { procedure, args, captures } = call
  const outer = numberOf(move, call)
  return { procedure, args, captures, ...(outer !== undefined && { outer }) }
}

const numberOf = (move: Move, { outer }: CallCommand): number | undefined => {
  if (outer === undefined) return undefined
  const found = around(move).find(([, locals]) => locals === outer)
  if (found === undefined) throw new Error("invariant: a callback shares variables that are not around it")
  return found[0]
}

/** The activation at work and those around it, innermost first. */
const around = ({ frame, activation }: Move): readonly (readonly [number, object])[] => {
  const found: (readonly [number, object])[] = []
  let at: Activation | undefined = activation
  while (at !== undefined) {
    found.push([at.number, at.locals])
    at = at.outer === undefined ? undefined : frame.activations.get(at.outer)
  }
  return found
}

/** The callback that an outcome calls, with its method. */
export const callbackFor = (
  { locals }: Activation,
  outcome: Outcome,
): { readonly method: ChainMethod; readonly callback: HeldCallback } | undefined => {
  for (const method of ["finally", outcome.ok ? "then" : "catch"] as const) {
    const callback = locals[method] as HeldCallback | undefined // an activation without code holds nothing else there
    if (callback !== undefined) return { method, callback }
  }
  return undefined
}
