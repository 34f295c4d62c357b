import type { ts } from "../1-read/syntax.ts"

/** A local that codegen follows: its scope is cut by a wait, or codegen made it up. */
export interface Variable {
  /** The author's name, or `$1`, `airport_at`, `$finally` of one that codegen made up. */
  readonly name: string
  readonly kind:
    | "const"
    | "let"
    | "var"
    | "parameter"
    | "catch"
    | "function"
    | "temporary"
    | "cursor"
    | "record"
    | "capture"
    | "outer"
  /** The identifier that declares it; of one that codegen made up, the node that it was made for. */
  readonly declaration: ts.Node
  /** It is given a value somewhere other than by its declaration. */
  reassigned: boolean
  /** A function refers to it. */
  captured: boolean
  /** It stands for a function that every segment makes anew. */
  rebuilt?: boolean
  /** The function that a parameter stands for. */
  readonly source?: ts.FunctionDeclaration | ts.ArrowFunction | ts.FunctionExpression
  /** An async function of the body refers to it and it may change, so both use the same variable. */
  shared?: boolean
  /** Of an `outer` one: the variable itself, and how many procedures further out it is declared. */
  readonly outer?: { readonly variable: Variable; readonly depth: number }
}

/** Whether a binding can never change once it is made, so that a segment may read it into a `const`. */
export const isFixed = ({ kind, reassigned }: Variable): boolean =>
  kind === "const" || kind === "capture" || ((kind === "parameter" || kind === "catch") && !reassigned)

/** How a reference uses a variable. */
export interface Reference {
  readonly variable: Variable
  readonly reads: boolean
  readonly writes: boolean
  /** It stands in a function inside the body, which may run later, or never. */
  readonly inFunction: boolean
}

/** Whether every segment that uses it makes it anew. */
export const isRebuilt = ({ kind, rebuilt = false }: Variable): boolean => kind === "function" || rebuilt
