import type { Chart, StartedState, WaitState } from "@statewright/model"
import { waitsOf } from "./waits-of.ts"

/** A place that names a procedure. */
interface Use {
  readonly procedure: string
  /** The procedure in which it stands. */
  readonly by: string
  /** `lane`: a branch that is awaited here; `aside`: it has room for the procedure's nodes; `call`: it has none. */
  readonly as: HostedAs | "call"
}

/** `lane`: in a branch that is awaited where it begins; `aside`: in one that is not. */
export type HostedAs = "lane" | "aside"

/**
 * The procedures that are drawn inside a branch, because only that branch calls them.
 *
 * @example hostedProcedures(chart).get("fork_stock") // "lane"
 */
export const hostedProcedures = (chart: Chart): ReadonlyMap<string, HostedAs> => {
  const uses = chart.procedures.flatMap((procedure) =>
    waitsOf(procedure).flatMap((wait) => usesIn(wait).map((use): Use => ({ ...use, by: procedure.name }))),
  )
  const hosts = new Map<string, { readonly by: string; readonly as: HostedAs }>()
  for (const { name } of chart.procedures.slice(1)) {
    const [use, ...others] = uses.filter(({ procedure }) => procedure === name)
    if (use === undefined || use.as === "call" || others.length > 0) continue
    hosts.set(name, { by: use.by, as: use.as })
  }
  // One that only a ring of procedures leads to would never be drawn.
  return new Map([...hosts].flatMap(([name, { as }]) => (leadsOut(name, hosts) ? [[name, as]] : [])))
}

const leadsOut = (name: string, hosts: ReadonlyMap<string, { readonly by: string }>): boolean => {
  const seen = new Set<string>()
  for (let at: string | undefined = name; at !== undefined; at = hosts.get(at)?.by) {
    if (seen.has(at)) return false
    seen.add(at)
  }
  return true
}

const usesIn = ({ kind, for: wait }: WaitState | StartedState): readonly Omit<Use, "by">[] => {
  switch (wait.kind) {
    case "group":
      return wait.lanes.flatMap(({ procedure }) => named(procedure, kind === "wait" ? "lane" : "aside"))
    case "detached":
    case "use":
      return named(wait.procedure, "aside")
    case "call":
      return named(wait.procedure, "call")
    case "join":
    case "many":
      return wait.steps.flatMap((step) => named(step, "call"))
    case "step":
    case "sleep":
    case "event":
    case "promise":
    case "child":
    case "handle":
      return []
  }
}

const named = (procedure: string | undefined, as: Use["as"]): readonly Omit<Use, "by">[] =>
  procedure === undefined ? [] : [{ procedure, as }]
