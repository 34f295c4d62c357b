import type { Chart, Procedure, StartedState, State, StatePath, WaitState } from "@statewright/model"
import { chartIndex, childPath } from "./chart-index.ts"
import { decisionText } from "./decision.ts"
import { eventText } from "./event-text.ts"
import { folding } from "./folding.ts"
import type { Folding } from "./folding.ts"
import { laneName } from "./lane-name.ts"
import { nodeId, startId } from "./node-id.ts"
import type { Picture, PictureNode, ProcedurePicture } from "./picture.ts"
import { procedureEdges } from "./procedure-edges.ts"
import { regionTitle } from "./region-title.ts"

/**
 * The picture of a chart as plain data: nodes nested as the author's constructs are, arrows between them, each with
 * its state path and span.
 *
 * @example pictureOf(chart).procedures[0]?.nodes.map((node) => node.kind) // ["start", "region", "end", "end"]
 */
export const pictureOf = (chart: Chart): Picture => ({
  workflow: chart.workflow,
  file: chart.source.file,
  version: chart.version,
  procedures: chart.procedures.map((procedure, at) =>
    procedurePicture(procedure, at === 0 ? chart.workflow : procedure.name),
  ),
})

const procedurePicture = (procedure: Procedure, title: string): ProcedurePicture => {
  const index = chartIndex(procedure)
  const fold = folding(index)
  const start: PictureNode = { kind: "start", id: startId(procedure.name), procedure: procedure.name }
  const questions = index.all.flatMap(({ state }) => (state.kind === "segment" ? [decisionText(state).text] : []))
  const around = { procedure: procedure.name, fold, questions }
  const nodes = procedure.states.flatMap((state) => nodesOf(state, state.key, around))
  const edges = procedureEdges(procedure.initial, index, fold)
  return { name: procedure.name, title, span: procedure.span, nodes: [start, ...nodes], edges }
}

/** What holds for all nodes of a procedure. */
interface Around {
  readonly procedure: string
  readonly fold: Folding
  /** What its decisions ask. */
  readonly questions: readonly string[]
}

const nodesOf = (state: State, path: StatePath, around: Around): readonly PictureNode[] => {
  const { label, span } = state
  const { procedure, fold, questions } = around
  const facts = { id: nodeId(procedure, path), procedure, path, label, span }
  switch (state.kind) {
    case "wait":
      return [waitNode(state, facts)]
    case "started":
      return [{ ...waitNode(state, facts), begun: true }]
    case "segment":
      if (fold.isFolded(path)) return []
      if (state.exits.length < 2) return [{ kind: "code", ...facts, text: isName.test(label) ? "{ … }" : label }]
      return [{ kind: "decision", ...facts, text: decisionText(state).text }]
    case "region": {
      const children = state.states.flatMap((child) => nodesOf(child, childPath(path, child.key), around))
      const title = regionTitle(state, questions)
      return [{ kind: "region", ...facts, construct: state.construct, title, children }]
    }
    case "dispatch":
      return [{ kind: "dispatch", ...facts }]
    case "final":
      return [{ kind: "end", ...facts, outcome: state.outcome }]
  }
}

/** A name alone, such as the variable of a `catch`, does not say what the code does. */
const isName = /^(?!(?:break|continue|return)$)[\w$]+$/

type Facts = Pick<Extract<PictureNode, { kind: "code" }>, "id" | "procedure" | "path" | "label" | "span">

const waitNode = (
  state: WaitState | StartedState,
  facts: Facts,
): Extract<PictureNode, { kind: "step" | "sleep" | "event" | "join" | "call" }> => {
  const wait = state.id
  switch (state.for.kind) {
    case "step":
      return { kind: "step", ...facts, wait, step: state.for.step }
    case "sleep":
      return { kind: "sleep", ...facts, wait }
    case "event":
      return { kind: "event", ...facts, wait, event: state.for.event, text: eventText(state.for) }
    case "join":
      return { kind: "join", ...facts, wait, policy: state.for.policy, lanes: state.for.steps }
    case "promise":
      return { kind: "join", ...facts, wait, policy: "promise", lanes: [] }
    case "many":
      return { kind: "join", ...facts, wait, policy: "many", lanes: state.for.steps }
    case "group":
      return { kind: "join", ...facts, wait, policy: state.for.word, lanes: state.for.lanes.map(laneName) }
    case "child":
    case "detached":
      return { kind: "step", ...facts, wait, step: state.for.workflow ?? state.label }
    case "handle":
    case "use":
      return { kind: "step", ...facts, wait, step: state.label }
    case "call":
      return { kind: "call", ...facts, wait, calls: state.for.procedure }
  }
}
