import type { AnyStateMachine, AnyStateNode } from "xstate"
import type { StatePath } from "@statewright/model"
import type { MachineContext, Move } from "./move.ts"

/** A state of a machine in which no other one lies. */
export interface Place {
  readonly path: StatePath
  /** Whether its procedure has ended there. */
  readonly isFinal: boolean
  /** What is done when it is entered. */
  readonly entry: readonly Does[]
  /** Its transitions and those of the states around it, in the order in which they are looked at. */
  readonly exits: readonly Exit[]
}

type Does = (move: Move) => void

/** A transition that is taken as soon as it fits. */
export interface Exit {
  readonly fits: (given: { readonly context: MachineContext }) => boolean
  readonly acts: readonly Does[]
  readonly to: Place
}

/** The places of a machine. */
export interface Places {
  readonly initial: Place
  readonly byPath: ReadonlyMap<StatePath, Place>
}

const known = new WeakMap<AnyStateMachine, Places>()

/** The places of a machine as XState has resolved it: targets, initial states, and the order of its transitions. */
export const placesOf = (machine: AnyStateMachine): Places => {
  const found = known.get(machine) ?? linked(machine)
  known.set(machine, found)
  return found
}

const linked = ({ root }: AnyStateMachine): Places => {
  const byPath = new Map<StatePath, Place & { readonly exits: Exit[] }>()
  const leaves = leavesOf(root)
  for (const node of leaves) {
    const path = pathOf(node)
    byPath.set(path, { path, isFinal: node.type === "final", entry: node.entry.map(doesOf), exits: [] })
  }
  const placeOf = (node: AnyStateNode): Place & { readonly exits: Exit[] } => {
    const place = byPath.get(pathOf(leafOf(node)))
    if (place === undefined) throw new Error(`invariant: ${node.id} leads to no state`)
    return place
  }
  for (const node of leaves) {
    const transitions = [node, ...aroundOf(node)].flatMap(({ always = [] }) => always)
    const exits = transitions.map(({ guard, actions, target }): Exit => {
      const [to] = target ?? []
      if (to === undefined) throw new Error(`invariant: ${node.id} has a transition that leads nowhere`)
      return { fits: fitsOf(guard), acts: actions.map(doesOf), to: placeOf(to) }
    })
    placeOf(node).exits.push(...exits)
  }
  return { initial: placeOf(root), byPath }
}

const leavesOf = (node: AnyStateNode): readonly AnyStateNode[] => {
  const inner = Object.values(node.states)
  return inner.length === 0 ? [node] : inner.flatMap(leavesOf)
}

const leafOf = (node: AnyStateNode): AnyStateNode => {
  if (node.type !== "compound") return node
  const [first] = node.initial.target
  if (first === undefined) throw new Error(`invariant: ${node.id} has no initial state`)
  return leafOf(first)
}

/** The innermost first. */
const aroundOf = ({ parent }: AnyStateNode): readonly AnyStateNode[] =>
  parent === undefined ? [] : [parent, ...aroundOf(parent)]

const pathOf = ({ path }: AnyStateNode): StatePath => path.join(".")

const fitsOf = (guard: unknown): Exit["fits"] => {
  if (guard === undefined) return () => true
  // The builders beside this one make guards that look at the context alone.
  if (typeof guard === "function") return guard as Exit["fits"]
  throw new Error("invariant: a machine asks only what a function can tell")
}

const doesOf = (action: unknown): Does => {
  // What `act` has made says so itself.
  if (typeof action === "function" && "does" in action) return action.does as Does
  throw new Error("invariant: a machine does only what `act` has made")
}
