import type { ts } from "../1-read/syntax.ts"
import type { EventCall, KnownHelper } from "../2-analyze/given-function.ts"
import type { Variable } from "../2-analyze/variable.ts"
import type { PrintedValidation } from "./validations.ts"

/** One statement of a segment: what it evaluates, what it changes, where it may leave, and how it is printed. */
export interface Op {
  /** It only takes what the segment was given, or asks for what follows: the picture shows that by itself. */
  readonly role?: "given" | "command"
  /** The author's nodes that it evaluates, in order. */
  readonly nodes: readonly ts.Node[]
  /** This node is what it was before the statement put its value away. */
  readonly before?: Before
  /** Variables that codegen reads here beside those nodes. */
  readonly reads?: readonly Variable[]
  /** Variables that have a new value once it is done, whatever happens in it. */
  readonly defines?: readonly Variable[]
  /** Variables that it changes beside those that its nodes assign. */
  readonly writes?: readonly Variable[]
  /** Labels of the exits that it may leave by. */
  readonly exits?: readonly string[]
  /** What follows in the same segment is never reached. */
  readonly ends?: boolean
  readonly print: (text: SegmentPrinter) => string
  /** Loops over a Map or Set that it, or what follows it in the segment, may remove entries from. */
  follows?: readonly Followed[]
  /** Patterns that take a Map or Set apart of which it may itself remove entries. */
  heeds?: readonly Followed[]
  /** Comments before it, and on its last line. */
  leading?: readonly string[]
  trailing?: string | undefined
  /** The author left a blank line before it. */
  blankBefore?: boolean
}

/** A loop's or pattern's place in a Map or Set, which moves when entries before it are removed. */
export interface Followed {
  readonly at: Variable
  readonly source: Variable
  /** Answers the place in the end. */
  readonly left: Variable
}

/** A node that a temporary stands for from here on, and what stood for it until here. */
export interface Before {
  readonly node: ts.Node
  readonly replacement: Replacement | undefined
}

/** What stands in for a node that was evaluated earlier. */
export type Replacement =
  | { readonly kind: "given" }
  /** `isThere`: it is neither `undefined` nor `null` here, whatever its type says. */
  | { readonly kind: "variable"; readonly variable: Variable; readonly isThere?: boolean }
  /** Another node has its value: the last part of a comma expression. */
  | { readonly kind: "instead"; readonly node: ts.Node }
  /** The node is evaluated here, but written otherwise. */
  | {
      readonly kind: "rewritten"
      readonly reads: readonly Variable[]
      readonly print: (text: SegmentPrinter) => string
    }

/** What segments take from `statewright/machine`. */
type MachineWord =
  | "start"
  | "sleep"
  | "event"
  | "join"
  | "gather"
  | "parallel"
  | "fork"
  | "race"
  | "each"
  | "child"
  | "sent"
  | "detached"
  | "scope"
  | "locked"
  | "pool"
  | "barrier"
  | "add"
  | "stop"
  | "until"
  | "complete"
  | "cancelAll"
  | "arrive"
  | "awaited"
  | "many"
  | "call"
  | "chained"
  | "promised"
  | "completed"
  | "turn"
  | "entryAt"
  | "follow"
  | "keysOf"
  | "nextKey"
  | "recorded"

/** Prints the author's nodes as they read in the generated file. */
export interface SegmentPrinter {
  /** The text of a node, without the comments around it. */
  node(node: ts.Node): string
  /** The text of a node as it was before a temporary stood for it. */
  before(before: Before): string
  /** The text of a node as the operand of `? :`, in parentheses if it needs them. */
  operand(node: ts.Expression): string
  /** A variable as an expression: `f.i`, `count`. */
  variable(variable: Variable): string
  /** Whether a variable lives in the frame. */
  isFrame(variable: Variable): boolean
  /** A function of `statewright/machine`. */
  abi(name: MachineWord): string
  /** The call of a helper with a list of arguments. */
  call(helper: KnownHelper, args: string): string
  /** The key under which a program has what it asks of an event. */
  site(event: EventCall): string
  /** The name of the step that a call of `validate` is. */
  validation(printed: PrintedValidation): string
  /** Which of the procedures around this one are named in what was printed; 0 is the innermost. */
  outersUsed(): ReadonlySet<number>
  /** What the segment was given. */
  given(): string
  /** `f.x = x` for each fixed variable of a declaration that lives in the frame. */
  keep(names: ts.BindingName): readonly string[]
  /** `const { x, y } = f` */
  fromFrame(variables: readonly Variable[]): string
  /** Whether anything that was printed names the frame. */
  usesFrame(): boolean
  typeOf(node: ts.Node): ts.Type
  /** The type of what a function is called with first. */
  parameterType(callee: ts.Expression): ts.Type | undefined
  /** Whether an expression has a type for certain. */
  fits(expression: ts.Expression, type: ts.Type): boolean
  /** The text of a type in the generated file. */
  type(type: ts.Type, at: ts.Node): string
}
