import type { ts } from "../1-read/syntax.ts"
import type { Iteration } from "../2-analyze/iteration.ts"
import { define } from "./define.ts"
import { beginFollowing } from "./follow-cursors.ts"
import { emit, type Lowering, makeVariable } from "./lowering.ts"
import type { ElementReader, Whole } from "./element-reader.ts"
import { endedFlag } from "./ended-flag.ts"
import type { PatternPart } from "./pattern-part.ts"

interface Items extends Pick<Whole, "variable">, Pick<Iteration, "mayLose">, Partial<Pick<Iteration, "method">> {
  readonly item: ts.Type
}

/**
 * Reads the items of a string, Map, Set, or whatever else needs no iterator to go on: each is looked up by its number when
 * it is its turn.
 */
export const takenItems = (
  lowering: Lowering,
  parts: readonly PatternPart[],
  { variable, method, mayLose, item }: Items,
): ElementReader => {
  const at = makeVariable(lowering, {
    kind: "cursor",
    name: `${variable.name}_at`,
    node: variable.declaration,
    type: { kind: "text", text: "number" },
  })
  emit(lowering, { nodes: [], defines: [at], print: (text) => define(text, at, "0") })
  const ended = parts.length > 1 ? endedFlag(lowering, variable) : undefined
  const flags = ended === undefined ? [] : [ended]
  const end = mayLose ? beginFollowing(lowering, { at, source: variable }) : () => {}
  const by = method === undefined ? "" : `, "${method}"`
  return {
    item,
    isApart: true,
    end,
    step: (index) => {
      const next = makeVariable(lowering, {
        kind: "cursor",
        name: "next",
        node: variable.declaration,
        type: { kind: "text", text: "unknown" },
      })
      const prepare = (): void =>
        emit(lowering, {
          nodes: [],
          reads: [variable, at, ...flags],
          writes: [at, ...flags],
          defines: [next],
          print: (text) => {
            const turn = `${text.abi("turn")}(${text.variable(variable)}, ${text.variable(at)}++${by})`
            const before = ended === undefined || index === 0 ? "" : `${text.variable(ended)} ? undefined : `
            const take = `const ${text.variable(next)} = ${before}${turn}`
            const isLast = ended === undefined || index === parts.length - 1
            return isLast ? take : `${take}\n${text.variable(ended)} = ${text.variable(next)} === undefined`
          },
        })
      return { nodes: [], reads: [next], changes: [], prepare, print: (text) => `${text.variable(next)}?.item` }
    },
    rest: () => ({
      nodes: [],
      reads: [variable, at, ...flags],
      changes: [],
      print: (text) => {
        const all = `[...${text.variable(variable)}${method === undefined ? "" : `.${method}()`}].slice(${text.variable(at)})`
        return ended === undefined ? all : `(${text.variable(ended)} ? [] : ${all})`
      },
    }),
  }
}
