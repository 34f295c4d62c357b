import type { Completes, Exit, Question, State, StatePath } from "@statewright/model"

import { spanOf } from "../1-read/place-of.ts"
import type { GuardOf } from "../2-analyze/guards.ts"
import type { LiveAt } from "../2-analyze/liveness.ts"
import type { Names } from "../2-analyze/names.ts"
import type { WriteSetOf } from "../2-analyze/write-set.ts"
import type { DraftQuestion, DraftRegion, DraftState, Edge } from "./draft.ts"
import { labelOf, spanOfSegment } from "./label.ts"

/** What the chart's states are made from beside their drafts. */
export interface ChartParts {
  readonly names: Names
  readonly liveAt: LiveAt
  readonly writesOf: WriteSetOf
  /** Before the ids of its waits: a helper's name. */
  readonly prefix: string
  readonly guardOf: GuardOf
  readonly questionOf: (question: DraftQuestion) => Question
}

/** The states of a region as plain data: edges become paths. */
export const chartStates = (region: DraftRegion, parts: ChartParts): readonly State[] =>
  region.states.map((state) => chartState(state, parts))

const chartState = (state: DraftState, parts: ChartParts): State => {
  const { names, liveAt, writesOf, guardOf, questionOf } = parts
  const base = {
    key: state.key,
    label: labelOf(state),
    span: state.kind === "segment" ? spanOfSegment(state) : spanOf(state.node),
  }
  const target = (edge: Edge): StatePath => pathFrom(state, edge)
  const completes = (edge: Edge): { readonly completes?: Completes } =>
    edge.completes === undefined
      ? {}
      : { completes: { record: names.of(edge.completes.record), as: edge.completes.as } }
  const exits = (edges: ReadonlyMap<string, Edge>, next?: string): readonly Exit[] =>
    [...edges]
      .toSorted(([a], [b]) => Number(b === "next") - Number(a === "next"))
      .map(([label, edge]) => ({
        label,
        target: target(edge),
        ...conditionOf(label === "next" ? next : edge.condition),
        ...completes(edge),
      }))
  switch (state.kind) {
    case "segment": {
      const guarded = guardOf(state)
      return {
        ...base,
        kind: "segment",
        code: state.code,
        writes: writesOf(state),
        exits: exits(state.exits, state.nextCondition),
        ...(guarded !== undefined && { guarded }),
        ...(state.asks.length > 0 && { asks: state.asks.map(questionOf) }),
      }
    }
    case "wait": {
      const keep = liveAt(state).map(names.of)
      return {
        ...base,
        kind: "wait",
        id: parts.prefix + pathOf(state).replaceAll(".", "/"),
        for: state.for,
        keep,
        done: target(state.done),
      }
    }
    case "started":
      return {
        ...base,
        kind: "started",
        id: parts.prefix + pathOf(state).replaceAll(".", "/"),
        for: state.for,
        next: target(state.next),
      }
    case "region": {
      const { caught } = state
      const [first] = state.states
      return {
        ...base,
        kind: "region",
        construct: state.construct,
        initial: first?.key ?? "",
        states: chartStates(state, parts),
        ...(caught !== undefined && { caught: { target: target(caught), ...completes(caught) } }),
      }
    }
    case "dispatch":
      return { ...base, kind: "dispatch", record: names.of(state.record), exits: exits(state.exits) }
    case "final":
      return { ...base, kind: "final", outcome: state.outcome }
  }
}

const conditionOf = (condition: string | undefined): Pick<Exit, "condition"> =>
  condition === undefined ? {} : { condition }

/** Where an edge leads: to a region, when it enters one by its first state. */
const pathFrom = (source: DraftState, { target }: Edge): StatePath => {
  if (target === undefined) throw new Error(`invariant: an exit of ${pathOf(source)} leads nowhere`)
  let state = target
  while (state.parent?.parent !== undefined && state.parent.states[0] === state && !isInside(source, state.parent)) {
    state = state.parent
  }
  return pathOf(state)
}

const isInside = (state: DraftState, region: DraftRegion): boolean =>
  state.parent !== undefined && (state.parent === region || isInside(state.parent, region))

/** The keys from below the procedure's root to a state. */
const pathOf = (state: DraftState): StatePath =>
  state.parent?.parent === undefined ? state.key : `${pathOf(state.parent)}.${state.key}`
