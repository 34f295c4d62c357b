import { ts } from "../1-read/syntax.ts"
import type { Variable } from "../2-analyze/variable.ts"
import type { Lowering } from "./lowering.ts"
import type { SegmentPrinter } from "./op.ts"
import { variablesIn } from "./pattern-variables.ts"

/** What declares variables: `const` and `let`, or a `catch`. */
export type Declarer = ts.VariableDeclarationList | ts.CatchClause

interface Binding {
  readonly name: ts.BindingName
  readonly by: Declarer
  readonly value: string
  readonly type: ts.TypeNode | undefined
}

/** The statement that gives variables their first value: `const x = value`, `f.i = value`. */
export const bindTo = (
  text: SegmentPrinter,
  names: readonly Variable[],
  { name, by, value, type }: Binding,
): string => {
  const [only] = names
  const inFrame = names.filter((variable) => text.isFrame(variable))
  if (only !== undefined && ts.isIdentifier(name) && inFrame.length > 0 && !isConst(by, names)) {
    return `${text.variable(only)} = ${value}`
  }
  const keyword = isConst(by, names) || inFrame.length === names.length ? "const" : "let"
  const declared = `${keyword} ${text.node(name)}${type === undefined ? "" : `: ${text.node(type)}`} = ${value}`
  return [declared, ...text.keep(name)].join("\n")
}

/** The variables that a pattern declares. */
export const variablesOf = ({ survey }: Lowering, name: ts.BindingName): readonly Variable[] =>
  variablesIn(name, survey.declared)

/** Whether these are declared for good; what a `catch` binds may be assigned. */
export const isConst = (by: Declarer, names: readonly Variable[]): boolean =>
  ts.isCatchClause(by) ? names.every((name) => !name.reassigned) : (by.flags & ts.NodeFlags.Const) !== 0
