import { RunCycle } from "./run-cycle.ts"
import { TooDeep } from "./too-deep.ts"

/** So many runs may stand above a sub-workflow, unless it or the engine says otherwise. */
export const defaultMaxDepth = 32

/** What stands above a sub-workflow. */
export interface Nesting {
  /** The names of the workflows above it, from the outermost down. */
  readonly above: readonly string[]
  /** How many runs stand above it, where that is more than are named. */
  readonly depth?: number
  /** What the engine allows where a workflow says nothing. */
  readonly maxDepth?: number
}

/** Why a workflow may not be started as a sub-workflow there; `undefined` if it may. */
export const nestingProblem = (
  { name, maxDepth }: { readonly name: string; readonly maxDepth?: number },
  { above, depth = above.length, maxDepth: most = defaultMaxDepth }: Nesting,
): TooDeep | RunCycle | undefined => {
  if (maxDepth === undefined && above.includes(name)) return new RunCycle(name, [...above, name])
  const allowed = maxDepth ?? most
  return depth > allowed ? new TooDeep(name, depth, allowed) : undefined
}
