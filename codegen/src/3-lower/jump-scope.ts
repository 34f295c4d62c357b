import type { Variable } from "../2-analyze/variable.ts"
import type { DraftState, Edge } from "./draft.ts"

/** Something that a jump may end at, or must pass, on its way out. */
export type JumpScope =
  | {
      readonly kind: "loop"
      readonly labels: readonly string[]
      readonly breaks: Edge[]
      readonly continues: Edge[]
    }
  | { readonly kind: "switch"; readonly labels: readonly string[]; readonly breaks: Edge[] }
  /** A labelled block that is no loop. */
  | { readonly kind: "block"; readonly labels: readonly string[]; readonly breaks: Edge[] }
  /** A `try` with a `finally`: the jump is noted, and goes on after it. */
  | {
      readonly kind: "finally"
      readonly record: Variable
      readonly entries: Edge[]
      readonly pending: Map<string, Jump>
    }
  /** The function itself. */
  | { readonly kind: "function"; readonly returned: DraftState }

/** An abrupt completion, other than a throw. */
export type Jump =
  | { readonly kind: "return" }
  | { readonly kind: "break" | "continue"; readonly label: string | undefined }
