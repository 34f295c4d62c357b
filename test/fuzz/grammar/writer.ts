import type { Random } from "./random.ts"
import type { Kind, Scope } from "./scope.ts"
import type { Piece } from "./tree.ts"

/** What a program is to be full of. */
export type Flavour = "jumps" | "values" | "expressions" | "mixed" | "helpers"

/** Where a jump could go. */
export interface Target {
  readonly label: string | undefined
  readonly isLoop: boolean
}

/** A program while it is written. */
export interface Writer {
  readonly random: Random
  readonly scope: Scope
  readonly flavour: Flavour
  /** Loops and labeled blocks around, outermost first. */
  readonly targets: Target[]
  /** How many statements may still be written. */
  budget: number
  /** How many constructs are around. */
  depth: number
  /** Whether an `await` may stand here. */
  canAwait: boolean
  /** How many loops are around. */
  loops: number
  /** Makes names, labels and notes unique. */
  next: number
  /** An expression of a kind; `deep` says how much may still be nested in it. */
  readonly expression: (kind: Kind, deep: number) => Piece
  readonly statement: () => Piece
  /** A block with statements, and a scope of its own. */
  readonly block: (first?: readonly (() => Piece)[]) => Piece
}

/** Writes something with an `await` nowhere in it. */
export const withoutAwait = <Result>(writer: Writer, write: () => Result): Result => {
  const before = writer.canAwait
  writer.canAwait = false
  try {
    return write()
  } finally {
    writer.canAwait = before
  }
}

/** Chooses one of several ways to write something, by weight. */
export const weighted = <Result>(
  random: Random,
  ways: readonly (readonly [weight: number, way: () => Result])[],
): Result => {
  const all = ways.reduce((sum, [weight]) => sum + weight, 0)
  let at = random.next() * all
  for (const [weight, way] of ways) {
    at -= weight
    if (at < 0) return way()
  }
  throw new Error("invariant: one of the ways has weight")
}
