import { NothingCanCome } from "@statewright/runtime/advance"
import type { OwnRegion } from "@statewright/workflow"

/** The runs of one test that are at work as the functions that they are. */
export interface NativeRuns {
  /** Runs a body to its end; rejects with `NothingCanCome` once it is known that it has none. `path` names it below those that called it. */
  readonly run: <Result>(path: readonly string[], own: OwnRegion, body: () => Promise<Result>) => Promise<Result>
  /** Called when nothing else can happen: ends the innermost run that waits for its own code; answers whether there was one. */
  readonly endOne: () => boolean
}

interface NativeRun {
  readonly path: readonly string[]
  readonly own: OwnRegion
  readonly end: (error: NothingCanCome) => void
}

/** No runs yet. */
export const nativeRuns = (): NativeRuns => {
  const atWork = new Set<NativeRun>()
  return {
    run: async (path, own, body) => {
      const { promise: deadEnd, reject: end } = Promise.withResolvers<never>()
      const one: NativeRun = { path, own, end }
      atWork.add(one)
      try {
        return await Promise.race([own.run(body), deadEnd])
      } finally {
        atWork.delete(one)
      }
    },
    endOne: () => {
      const [first] = [...atWork]
        .flatMap(({ path, own, end }) => ({ path, own, end, reason: own.standsFor() }))
        .filter(({ reason }) => reason !== undefined)
        .toSorted((one, other) => other.path.length - one.path.length)
      if (first?.reason === undefined) return false
      first.own.drop()
      first.end(new NothingCanCome(first.path.at(-1) ?? "", undefined, first.reason))
      return true
    },
  }
}
