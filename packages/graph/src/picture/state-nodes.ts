import type { State, StatePath } from "@statewright/model"
import type { Body, Hosting } from "./body.ts"
import { childPath } from "./chart-index.ts"
import { decisionText } from "./decision.ts"
import { nodeId, startId } from "./node-id.ts"
import type { PictureNode } from "./picture.ts"
import { regionTitle } from "./region-title.ts"
import { waitNode } from "./wait-node.ts"

/** The nodes of a procedure in source order, its start first. */
export const procedureNodes = (body: Body, hosting: Hosting): readonly PictureNode[] => {
  const { name, states } = body.procedure
  const start: PictureNode = { kind: "start", id: startId(name), procedure: name }
  return [start, ...states.flatMap((state) => stateNodes(state, state.key, body, hosting))]
}

const stateNodes = (state: State, path: StatePath, body: Body, hosting: Hosting): readonly PictureNode[] => {
  const { label, span } = state
  const procedure = body.procedure.name
  const facts = { id: nodeId(procedure, path), procedure, path, label, span }
  switch (state.kind) {
    case "wait":
      return [waitNode(state, facts, hosting)]
    case "started":
      return [waitNode(state, { ...facts, begun: true }, hosting)]
    case "segment":
      if (body.fold.isFolded(path)) return []
      if (state.exits.length < 2) return [{ kind: "code", ...facts, text: isName.test(label) ? "{ … }" : label }]
      return [{ kind: "decision", ...facts, text: decisionText(state).text }]
    case "region": {
      const children = state.states.flatMap((child) => stateNodes(child, childPath(path, child.key), body, hosting))
      const title = regionTitle(state, body.questions)
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
