import type { Exit, SegmentState, State, StatePath } from "@statewright/model"
import { childPath } from "./chart-index.ts"
import type { ChartIndex } from "./chart-index.ts"
import type { FoldedSegment } from "./picture.ts"

/** Where an arrow ends once the segments on its way are folded into it. */
export interface Way {
  readonly to: StatePath
  readonly words: readonly string[]
  readonly through: readonly FoldedSegment[]
}

/** Says which segments are drawn, and leads past those that are not. */
export interface Folding {
  readonly isFolded: (path: StatePath) => boolean
  readonly follow: (target: StatePath) => Way
}

/**
 * Decides which segments of a procedure are folded into arrows: those with one way out, unless the region around them
 * would be left empty.
 *
 * @example folding(index).follow("for_i").to // "for_i.head"
 */
export const folding = (index: ChartIndex): Folding => {
  const kept = new Set(index.all.flatMap(({ state, path }) => keptInEmptyRegion(state, path)))
  const foldable = (path: StatePath): { readonly state: SegmentState; readonly exit: Exit } | undefined => {
    const { state } = index.at(path)
    const exit = state.kind === "segment" && state.exits.length === 1 ? state.exits[0] : undefined
    return state.kind === "segment" && exit !== undefined && !kept.has(path) ? { state, exit } : undefined
  }

  const follow = (target: StatePath): Way => {
    const words: string[] = []
    const through: FoldedSegment[] = []
    for (let path = target; ;) {
      const { state } = index.at(path)
      if (state.kind === "region") {
        path = childPath(path, state.initial)
        continue
      }
      const folded = foldable(path)
      if (folded === undefined) return { to: path, words, through }
      // A ring of segments without a wait in it would have no node to end at.
      if (through.some((before) => before.path === path)) kept.add(path)
      through.push({ path, label: state.label, span: state.span })
      words.push(...exitWords(folded.exit))
      path = folded.exit.target
    }
  }
  // Once from everywhere, so that all rings are found before anyone asks.
  for (const { path } of index.all) follow(path)
  return { isFolded: (path) => foldable(path) !== undefined, follow }
}

/** What an exit says beyond "go on": the author's word, or how a `finally` is to complete. */
export const exitWords = (exit: Exit): readonly string[] => {
  const completes = exit.completes?.as
  if (completes !== undefined && completes !== "normal") return [completes]
  return exit.label === "next" || exit.label === "return" ? [] : [exit.label]
}

const keptInEmptyRegion = (state: State, path: StatePath): readonly StatePath[] => {
  if (state.kind !== "region" || state.states.some(isAlwaysShown)) return []
  return [childPath(path, state.initial)]
}

const isAlwaysShown = (state: State): boolean => {
  switch (state.kind) {
    case "segment":
      return state.exits.length !== 1
    case "wait":
    case "started":
    case "region":
    case "final":
      return true
    // It says where a `finally` goes on, not what it does.
    case "dispatch":
      return false
  }
}
