import { ts } from "../../1-read/syntax.ts"
import { anyMember, createOwned, type MadeThing, type OwnedThing, spreadMember, type Thing } from "./thing.ts"

/** Sets of things, which only grow until nothing new is found. */
export type Things = Set<Thing>

/** What is known of all the code that a run reaches: who may hold which things. */
export interface World {
  readonly checker: ts.TypeChecker
  readonly values: Map<ts.Node, Things>
  readonly variables: Map<ts.Symbol, Things>
  /** What `this` may be in the members of a class. */
  readonly selves: Map<ts.Node, Things>
  readonly returned: Map<ts.Node, Things>
  readonly yielded: Map<ts.Node, Things>
  readonly thrown: Things
  /** What functions that somebody keeps are called with, and what they answer. */
  readonly passed: Things
  readonly answered: Things
  /** The functions that are looked through, with what calls or hands on each first. */
  readonly functions: Map<ts.Node, ts.Node | undefined>
  readonly handedOn: Set<ts.Node>
  /** Functions that objects of modules hold: whoever calls a value may call them. */
  readonly latent: Set<ts.Node>
  /** The first call of a value of which it is not known what function it is. */
  unknownCall: ts.Node | undefined
  readonly owned: Map<ts.Symbol, OwnedThing>
  /** What of modules stands in deep copies, by what makes those. */
  readonly copied: Map<ts.Node, OwnedThing>
  readonly made: Map<ts.Node, Map<string, MadeThing>>
  /** Where values live across a wait: locals, and expressions that are put away while a later one waits. */
  readonly kept: Kept
  grown: boolean
}

/** Locals and expressions whose values are stored, each with a wait. */
export interface Kept {
  readonly symbols: ReadonlyMap<ts.Symbol, ts.Node>
  readonly nodes: ReadonlyMap<ts.Node, ts.Node>
}

/** A world in which nothing is known yet. */
export const createWorld = (checker: ts.TypeChecker, kept: Kept): World => ({
  checker,
  values: new Map(),
  variables: new Map(),
  selves: new Map(),
  returned: new Map(),
  yielded: new Map(),
  thrown: new Set(),
  passed: new Set(),
  answered: new Set(),
  functions: new Map(),
  handedOn: new Set(),
  latent: new Set(),
  unknownCall: undefined,
  owned: new Map(),
  copied: new Map(),
  made: new Map(),
  kept,
  grown: false,
})

/** Adds things to a set, and notes whether one is new. */
export const add = (world: World, to: Things, from: Iterable<Thing>): void => {
  for (const thing of from) {
    if (to.has(thing)) continue
    to.add(thing)
    world.grown = true
  }
}

/** Gives things to whatever function a value is. */
export const pass = (world: World, call: ts.Node, things: Iterable<Thing>): void => {
  add(world, world.passed, things)
  if (world.unknownCall === undefined) world.grown = true
  world.unknownCall ??= call
}

/** The set of a key, which is empty at first. */
export const setOf = <Key>(sets: Map<Key, Things>, key: Key): Things => {
  const known = sets.get(key)
  if (known !== undefined) return known
  const fresh: Things = new Set()
  sets.set(key, fresh)
  return fresh
}

/** What an expression may answer, as far as it is known. */
export const valueOf = ({ values }: World, node: ts.Node | undefined): ReadonlySet<Thing> =>
  (node && values.get(node)) ?? nothing

const nothing: ReadonlySet<Thing> = new Set()

/** The object that a node makes; `role` tells several of one node apart. */
export const madeAt = (world: World, node: ts.Node, role = "", isWhole = false): MadeThing => {
  const roles = world.made.get(node) ?? new Map<string, MadeThing>()
  world.made.set(node, roles)
  const made = roles.get(role) ?? { kind: "made", members: new Map(), overridden: new Set(), isWhole }
  roles.set(role, made)
  return made
}

/** The objects that a symbol of a module leads to. */
export const ownedBy = (world: World, symbol: ts.Symbol, name: string, isForeign = false): OwnedThing => {
  const known = world.owned.get(symbol)
  if (known !== undefined) return known
  const declared = symbol.valueDeclaration ?? symbol.declarations?.[0]
  const declaration = declared && (ts.getNameOfDeclaration(declared) ?? declared)
  const owned = createOwned({ name, declaration, isForeign })
  world.owned.set(symbol, owned)
  return owned
}

/** What a member of some things may be; `undefined`: any of their members. */
export const membersOf = (things: Iterable<Thing>, key?: string): Things => {
  const found: Things = new Set()
  for (const thing of things) {
    if (thing.kind === "owned" || thing.isWhole) found.add(thing)
    if (thing.kind === "owned") continue
    const keys = thing.overridden.has(key ?? "") ? [anyMember] : [anyMember, spreadMember]
    const sets = key === undefined ? thing.members.values() : [key, ...keys].map((each) => thing.members.get(each))
    for (const set of sets) for (const each of set ?? []) found.add(each)
  }
  return found
}

/** Puts things into a member of those that the run itself makes. */
export const store = (world: World, into: Iterable<Thing>, key: string, things: Iterable<Thing>): void => {
  for (const thing of into) if (thing.kind === "made") add(world, setOf(thing.members, key), things)
}

/** All that can be reached from some things, themselves included. */
export const reachOf = (things: Iterable<Thing>): Things => {
  const found: Things = new Set(things)
  for (const thing of found) {
    if (thing.kind === "made") for (const set of thing.members.values()) for (const each of set) found.add(each)
  }
  return found
}

/** Marks what a wait stores: objects of modules are copies from then on, those of the run stay who they are. */
export const keep = (world: World, things: Things, wait: ts.Node): void => {
  const sets = new Set([things])
  for (const set of sets) {
    for (const thing of set) {
      if (thing.kind === "made") for (const each of thing.members.values()) sets.add(each)
      else if (thing.stored !== undefined && !set.has(thing.stored)) {
        thing.owner.wait ??= wait
        add(world, set, [thing.stored])
      }
    }
  }
}
