import { ts } from "../1-read/syntax.ts"
import type { Variable } from "../2-analyze/variable.ts"
import type { Lowering } from "./lowering.ts"
import type { SegmentPrinter } from "./op.ts"
import { variablesIn } from "./pattern-variables.ts"

interface Binding {
  readonly name: ts.BindingName
  readonly list: ts.VariableDeclarationList
  readonly value: string
  readonly type: ts.TypeNode | undefined
}

/** The statement that gives variables their first value: `const x = value`, `f.i = value`. */
export const bindTo = (
  text: SegmentPrinter,
  names: readonly Variable[],
  { name, list, value, type }: Binding,
): string => {
  const [only] = names
  const inFrame = names.filter((variable) => text.isFrame(variable))
  if (only !== undefined && ts.isIdentifier(name) && inFrame.length > 0 && !isConst(list)) {
    return `${text.variable(only)} = ${value}`
  }
  const keyword = isConst(list) || inFrame.length === names.length ? "const" : "let"
  const declared = `${keyword} ${text.node(name)}${type === undefined ? "" : `: ${text.node(type)}`} = ${value}`
  return [declared, ...text.keep(name)].join("\n")
}

/** The variables that a pattern declares. */
export const variablesOf = ({ survey }: Lowering, name: ts.BindingName): readonly Variable[] =>
  variablesIn(name, survey.declared)

export const isConst = (list: ts.VariableDeclarationList): boolean => (list.flags & ts.NodeFlags.Const) !== 0
