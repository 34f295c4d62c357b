import type { ts } from "../../1-read/syntax.ts"

/** What an expression may answer: an object of a module, or one that code of the run makes at some place. */
export type Thing = OwnedThing | MadeThing

/** An object that a module owns, or one that such an object leads to. */
export interface OwnedThing {
  readonly kind: "owned"
  readonly owner: Owner
  /** The same one once a wait has stored it, when it may be a copy; `undefined` of that itself. */
  readonly stored: OwnedThing | undefined
}

/** All objects that one code of the run makes. */
export interface MadeThing {
  readonly kind: "made"
  /** What its members may be, by name. */
  readonly members: Map<string, Set<Thing>>
  /** The names that it gives itself over what is spread into it. */
  readonly overridden: Set<string>
  /** Its members are made with it: the output of a step. */
  readonly isWhole: boolean
}

/** Who owns objects: a variable of a module, or a package of which only the types are known. */
export interface Owner {
  readonly name: string
  readonly declaration: ts.Node | undefined
  /** What it owns is guessed, so a change of it is nobody's business. */
  readonly isForeign: boolean
  /** The first wait at which one of its objects is stored. */
  wait?: ts.Node
}

/** The objects of an owner. */
export const createOwned = (owner: Owner): OwnedThing => ({
  kind: "owned",
  owner,
  stored: { kind: "owned", owner, stored: undefined },
})

/** The key under which elements and entries stand. */
export const elements = "[]"
/** The key of members of which the name is not known. */
export const anyMember = "*"
/** The key of members that were spread into it. */
export const spreadMember = "..."
/** The key of what a promise answers. */
export const settled = "await"
/** The keys of what a Map holds, beside its entries. */
export const mapKey = "key"
export const mapValue = "value"
