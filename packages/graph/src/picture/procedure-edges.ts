import type { StatePath } from "@statewright/model"
import { childPath } from "./chart-index.ts"
import type { ChartIndex, Located } from "./chart-index.ts"
import { decisionText } from "./decision.ts"
import { errorsPast, errorTarget } from "./error-target.ts"
import { exitWords } from "./folding.ts"
import type { Folding } from "./folding.ts"
import { nodeId, startId } from "./node-id.ts"
import type { EdgeKind, PictureEdge } from "./picture.ts"

/** An arrow before those between the same two nodes are drawn as one. */
interface Arrow {
  readonly from: string
  readonly target: StatePath
  readonly words: readonly string[]
  readonly kind: "flow" | "error"
}

/** The arrows of a procedure, in the order of its states. */
export const procedureEdges = (initial: StatePath, index: ChartIndex, fold: Folding): readonly PictureEdge[] => {
  const start: Arrow = { from: startId(index.procedure), target: initial, words: [], kind: "flow" }
  const arrows = [start, ...index.all.flatMap((located) => arrowsFrom(located, index, fold))]
  return merge(arrows.map((arrow) => edgeOf(arrow, index, fold)))
}

const arrowsFrom = (located: Located, index: ChartIndex, fold: Folding): readonly Arrow[] => {
  const { state, path } = located
  const from = nodeId(index.procedure, path)
  switch (state.kind) {
    case "wait":
      return [{ from, target: state.done, words: [], kind: "flow" }]
    case "started":
      return [{ from, target: state.next, words: [], kind: "flow" }]
    case "segment": {
      if (fold.isFolded(path)) return []
      if (state.exits.length === 0) return errorArrow(from, errorTarget(located, index))
      const words = state.exits.length === 1 ? state.exits.map(exitWords) : decisionText(state).words
      return state.exits.map(({ target }, at) => ({ from, target, words: words[at] ?? [], kind: "flow" }))
    }
    case "region":
      return state.caught === undefined ? [] : errorArrow(from, state.caught.target)
    case "dispatch":
      return [
        ...state.exits.map((exit): Arrow => ({ from, target: exit.target, words: [exit.label], kind: "flow" })),
        ...(errorsPast(state, index) ? errorArrow(from, errorTarget(located, index)) : []),
      ]
    case "final":
      return []
  }
}

const errorArrow = (from: string, target: StatePath | undefined): readonly Arrow[] =>
  target === undefined ? [] : [{ from, target, words: ["error"], kind: "error" }]

const edgeOf = (arrow: Arrow, index: ChartIndex, fold: Folding): PictureEdge => {
  const way = fold.follow(arrow.target)
  const to = nodeId(index.procedure, way.to)
  // On the way of an error the words of the code in between would only blur what it is.
  const words = arrow.kind === "error" ? arrow.words : [...new Set([...arrow.words, ...way.words])]
  return {
    id: `${arrow.from} -> ${to}`,
    kind: kindOf(arrow, way.to, index, fold),
    from: arrow.from,
    to,
    label: words.join(" · "),
    through: way.through,
  }
}

const kindOf = (arrow: Arrow, to: StatePath, index: ChartIndex, fold: Folding): EdgeKind => {
  if (arrow.kind === "error") return "error"
  const goesRound = index
    .at(to)
    .regions.some(
      ({ state, path }) =>
        state.construct === "loop" &&
        arrow.from.startsWith(`${nodeId(index.procedure, path)}.`) &&
        fold.follow(childPath(path, state.initial)).to === to,
    )
  return goesRound ? "back" : "flow"
}

/** Two arrows of one kind between the same nodes are one with both labels. */
const merge = (edges: readonly PictureEdge[]): readonly PictureEdge[] => {
  const merged = new Map<string, PictureEdge>()
  for (const edge of edges) {
    const id = edge.kind === "error" ? `${edge.id} (error)` : edge.id
    const same = merged.get(id)
    const label = [...new Set([same?.label ?? "", edge.label])].filter((text) => text !== "").join(" / ")
    merged.set(id, { ...edge, id, label, through: [...(same?.through ?? []), ...edge.through] })
  }
  return [...merged.values()]
}
