import type { Procedure, State, StatePath } from "@statewright/model"
import type { Program } from "statewright/machine"
import { wayOut } from "./chart-outline.ts"
import type { Outline } from "./chart-outline.ts"

type Machine = Program["procedures"][string]
type Node = Machine["root"]
type Transition = NonNullable<Node["always"]>[number]

/**
 * The outline of a procedure as its machine behaves. What XState does not hold as data (the labels of exits, what a wait
 * keeps, what a `finally` remembers) is found by running the guards and actions of the machine itself; the chart only
 * says which kind to expect, since entering a segment would run the author's code.
 */
export const machineOutline = ({ root }: Machine, { states, locals }: Procedure): Outline => {
  const charted = statesOf(states, "")
  const words: Words = {
    locals: locals.map(({ name }) => name),
    labels: [...new Set([...charted.values()].flatMap((state) => ("exits" in state ? state.exits : [])).map(labelOf))],
  }
  const lines = (node: Node): readonly (readonly [StatePath, string])[] =>
    Object.values(node.states).flatMap((child) => {
      const path = child.path.join(".")
      return [[path, lineOf(child, charted.get(path)?.kind, words)] as const, ...lines(child)]
    })
  return new Map([["", beginning(root)], ...lines(root)])
}

/** The words that a guard or an action of this procedure may know. */
interface Words {
  readonly locals: readonly string[]
  readonly labels: readonly string[]
}

/** A move that comes to a state with every local in its place, after a segment that asked for a sleep. */
const probe = (names: readonly string[], exit = "") => ({
  frame: { seq: 0, waits: new Map<string, unknown>(), activations: new Map() },
  writes: { grown: new Map(), mutated: new Map(), activations: new Set(), waits: new Set() },
  calls: [],
  outers: [],
  outcome: undefined as unknown, // the machine sets it
  resting: undefined as { readonly id: string } | undefined, // the machine sets it
  activation: {
    locals: Object.fromEntries(names.map((name) => [name, { as: exit, value: undefined }])) as Record<string, unknown>, // it changes
  },
  commands: [],
  now: 0,
  exit,
  value: undefined,
  throwing: false,
  command: { kind: "sleep", millis: 1 },
})

type Probe = ReturnType<typeof probe>

const lineOf = (node: Node, kind: State["kind"] | undefined, { locals, labels }: Words): string => {
  switch (kind) {
    case undefined:
      return "not in the chart"
    case "final":
      return node.type
    case "region": {
      const caught = alwaysOf(node).map((transition) => wayOutOf("caught", transition))
      return caught.length === 0 ? `region, ${beginning(node)}` : `region, ${beginning(node)}: ${caught.join(", ")}`
    }
    case "wait": {
      const { activation, resting } = enter(node, probe(locals))
      const keeps = Object.keys(activation.locals).toSorted().join(" ")
      const done = alwaysOf(node).map((transition) => wayOutOf("done", transition))
      return `wait ${resting?.id.replace(/#1$/, "")}, keeps ${keeps}: ${done.join(", ")}`
    }
    case "started": {
      const { frame } = enter(node, probe(locals))
      const next = alwaysOf(node).map((transition) => wayOutOf("next", transition))
      return `started ${[...frame.waits.keys()].join(" ").replace(/#1$/, "")}: ${next.join(", ")}`
    }
    case "dispatch": {
      const { activation } = enter(node, probe(locals))
      const record = locals.filter((name) => !Object.hasOwn(activation.locals, name))
      return `dispatch of ${record.join(" ")}: ${exitsOf(node, labels)}`
    }
    case "segment":
      return `segment: ${exitsOf(node, labels)}`
  }
}

const exitsOf = (node: Node, labels: readonly string[]): string =>
  alwaysOf(node)
    .map((transition) => wayOutOf(labels.filter((label) => isTaken(transition, label)).join("|"), transition))
    .join(", ")

const wayOutOf = (label: string, transition: Transition): string => {
  const target = (transition.target ?? []).map(({ path }) => path.join(".")).join(" and ")
  const move = probe([])
  for (const action of transition.actions) act(action, move)
  const [[record, completion] = []] = Object.entries(move.activation.locals)
  if (record === undefined) return wayOut(label, target, undefined)
  return wayOut(label, target, { record, as: (completion as { as: string }).as }) // what `completes` writes
}

const enter = (node: Node, move: Probe): Probe => {
  for (const action of node.entry) act(action, move)
  return move
}

/** XState's `assign` is a function that carries ours. */
const act = (action: unknown, move: Probe): void => {
  const { assignment } = action as { readonly assignment: (scope: object) => unknown } // machines have no other actions
  assignment({ context: { move } })
}

const isTaken = ({ guard }: Transition, label: string): boolean =>
  (guard as (scope: object) => boolean)({ context: { move: probe([], label) } }) // machines have no named guards

const alwaysOf = (node: Node): readonly Transition[] => node.always ?? []

const beginning = (node: Node): string => `begins in ${node.initial.target.map(({ key }) => key).join(" and ")}`

const labelOf = ({ label }: { readonly label: string }): string => label

const statesOf = (states: readonly State[], parent: StatePath): ReadonlyMap<StatePath, State> =>
  new Map(
    states.flatMap((state) => {
      const path = parent === "" ? state.key : `${parent}.${state.key}`
      return [[path, state] as const, ...(state.kind === "region" ? statesOf(state.states, path) : [])]
    }),
  )
