import { ts } from "../1-read/syntax.ts"
import { declarationsOf } from "../2-analyze/local-function.ts"
import { isRebuilt, type Variable } from "../2-analyze/variable.ts"
import { commentsBefore } from "./comments.ts"
import type { DraftSegment } from "./draft.ts"
import type { Lowering } from "./lowering.ts"
import type { SegmentPrinter } from "./op.ts"

/** The functions that a segment uses and that stand in it only because it makes them anew. */
export const rebuiltFunctions = ({ ops }: DraftSegment, used: ReadonlySet<Variable>): readonly Variable[] => {
  const declared = new Set(ops.flatMap(({ defines }) => defines ?? []))
  return [...used]
    .filter((variable) => isRebuilt(variable) && !declared.has(variable))
    .toSorted((a, b) => a.declaration.pos - b.declaration.pos)
}

/** The declaration of such a function. */
export const rebuiltText = (variable: Variable, { survey }: Lowering, printer: SegmentPrinter): string => {
  const { source } = variable
  if (source !== undefined) {
    const { checker } = survey
    const own = checker.getTypeAtLocation(source)
    const declared = checker.getTypeAtLocation(variable.declaration)
    const name = printer.variable(variable)
    const type = printer.type(own, source)
    if (checker.isTypeAssignableTo(own, declared)) return `const ${name}: ${type} = ${printer.node(source)}`
    // Of a type parameter only the bound is left where it is called.
    const seen = printer.type(declared, variable.declaration)
    return `const ${name} = (${printer.node(source)}) satisfies ${type} as ${seen}`
  }
  const texts = declarationsOf(variable, survey.checker).map((declaration) => {
    const list = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration
    const keyword = ts.isVariableDeclaration(declaration) ? "const " : ""
    return [...commentsBefore(list), `${keyword}${printer.node(declaration)}`].join("\n")
  })
  return texts.join("\n")
}
