import type { Lane, StartedState, StatePath, WaitState } from "@statewright/model"
import type { Hosting } from "./body.ts"
import { eventText } from "./event-text.ts"
import { groupNotes, groupTitle, useText, useTitle } from "./group-text.ts"
import type { LaneNode, PictureNode, RegionNode } from "./picture.ts"

/** What a node says of the state that it stands for. */
export type Facts = Pick<RegionNode, "id" | "procedure" | "label" | "span" | "begun"> & { readonly path: StatePath }

/** The node of a state at which something is waited for or begun. */
export const waitNode = (state: WaitState | StartedState, facts: Facts, hosting: Hosting): PictureNode => {
  const wait = state.id
  // Nobody awaits what only changes a pool, a barrier or a scope.
  const asked = { ...facts, begun: false }
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
    case "call":
      return { kind: "call", ...facts, wait, calls: state.for.procedure }
    case "group": {
      const group = {
        kind: "group",
        ...facts,
        wait,
        title: groupTitle(state.for, state.label),
        notes: groupNotes(state.for),
      } as const
      const [only, ...others] = state.for.lanes
      // A body that stands alone needs no lane around it.
      const body = only !== undefined && only.name === undefined && others.length === 0 ? only.procedure : undefined
      const inside = hosting(body) ?? []
      if (body !== undefined && inside.length > 0) return { ...group, hosts: body, children: inside }
      return { ...group, children: state.for.lanes.map((lane, at) => laneNode(lane, at, facts, hosting)) }
    }
    case "child": {
      const { workflow, timeout } = state.for
      return { kind: "child", ...facts, wait, workflow, ...(timeout === undefined ? {} : { timeout }) }
    }
    case "detached": {
      const { workflow, procedure = "" } = state.for
      const inside = hosting(procedure) ?? []
      if (workflow !== undefined) return { kind: "child", ...facts, wait, workflow, apart: true }
      if (inside.length === 0) return { kind: "call", ...facts, wait, calls: procedure }
      return {
        kind: "group",
        ...facts,
        wait,
        title: "detach",
        notes: ["goes on alone"],
        apart: true,
        hosts: procedure,
        children: inside,
      }
    }
    case "handle":
      return { kind: "handle", ...asked, wait, text: state.for.of }
    case "use": {
      const { verb, procedure = "" } = state.for
      const inside = hosting(procedure) ?? []
      if (inside.length === 0) return { kind: "handle", ...asked, wait, text: useText[verb] }
      return {
        kind: "group",
        ...asked,
        wait,
        title: useTitle(verb, state.label),
        notes: [],
        hosts: procedure,
        children: inside,
      }
    }
  }
}

const laneNode = (lane: Lane, at: number, { id, procedure }: Facts, hosting: Hosting): LaneNode => {
  const begins = beginningOf(lane)
  const inside = hosting(lane.procedure)
  return {
    kind: "lane",
    id: `${id}.(${at + 1})`,
    procedure,
    name: lane.name ?? begins.what,
    ...begins,
    ...(inside === undefined || lane.procedure === undefined ? {} : { hosts: lane.procedure }),
    children: inside ?? [],
  }
}

const beginningOf = ({ step, event, workflow, sleep, procedure = "" }: Lane): Pick<LaneNode, "is" | "what"> => {
  if (step !== undefined) return { is: "step", what: step }
  if (event !== undefined) return { is: "event", what: event }
  if (workflow !== undefined) return { is: "child", what: workflow }
  return sleep === true ? { is: "sleep", what: "sleep" } : { is: "call", what: procedure }
}
