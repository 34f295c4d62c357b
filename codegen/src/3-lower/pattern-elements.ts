import { placeOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import { isArray } from "../2-analyze/array-type.ts"
import { iterationOfType } from "../2-analyze/iteration.ts"
import { iteratedType } from "../2-analyze/iterated-type.ts"
import type { Variable } from "../2-analyze/variable.ts"
import { diagnostic } from "../diagnostic/diagnostic.ts"
import type { ElementReader, Whole } from "./element-reader.ts"
import { endedFlag } from "./ended-flag.ts"
import { type Lowering, refuse } from "./lowering.ts"
import type { SegmentPrinter } from "./op.ts"
import type { Pattern, PatternPart } from "./pattern-part.ts"
import type { Read } from "./pattern-value.ts"
import { takenItems } from "./pattern-items.ts"

/** How the elements of a value are read; what only an iterator knows is refused. */
export const elementReader = (
  lowering: Lowering,
  pattern: Pattern,
  parts: readonly PatternPart[],
  whole: Whole,
): ElementReader | undefined => {
  const { checker } = lowering.survey
  const type = checker.getNonNullableType(whole.type)
  const { others = [] } = whole
  if (whole.asked === undefined && [type, ...others].every((each) => isArray(each, checker))) {
    return arrayReader(lowering, parts, whole.variable)
  }
  const iteration = whole.asked ?? iterationOfType(type, checker)
  const item = iteratedType(type, checker)
  if (others.some((other) => !checker.isTypeAssignableTo(other, type))) {
    refuse(lowering, pattern, "An `await` in a pattern for values of several types", "Copy them into an array first.")
    return undefined
  }
  if (iteration === undefined || item === undefined) {
    const what = `A value of type \`${checker.typeToString(type)}\``
    lowering.diagnostics.push(diagnostic("SW3107", placeOf(pattern), { what }))
    return undefined
  }
  return takenItems(lowering, parts, { ...whole, ...iteration, item })
}

/**
 * Reads the elements of an array like its iterator: each when it is its turn, and none once the end was met, though a
 * default may have made the array longer since.
 */
const arrayReader = (lowering: Lowering, parts: readonly PatternPart[], whole: Variable): ElementReader => {
  const mayGrow = parts.slice(0, -1).some(({ target, initializer }) => {
    return initializer !== undefined || (target !== undefined && !ts.isIdentifier(target))
  })
  const ended = mayGrow ? endedFlag(lowering, whole) : undefined
  const atEnd = (index: number, text: SegmentPrinter): string =>
    ended === undefined ? "" : `(${text.variable(ended)} ||= !(${index} < ${text.variable(whole)}.length))`
  const uses = {
    nodes: [],
    reads: ended === undefined ? [whole] : [whole, ended],
    changes: ended === undefined ? [] : [ended],
  }
  const step = (index: number): Read => ({
    ...uses,
    print: (text) => {
      const element = `${text.variable(whole)}[${index}]`
      return ended === undefined ? element : `(${atEnd(index, text)} ? undefined : ${element})`
    },
  })
  const rest = (index: number, { target }: PatternPart): Read => ({
    ...uses,
    print: (text) => {
      const slice = `[...${text.variable(whole)}.slice(${index})]`
      const all = ended === undefined ? slice : `(${atEnd(index, text)} ? [] : ${slice})`
      return target === undefined || !ts.isIdentifier(target)
        ? all
        : `(${all} as ${text.type(lowering.survey.checker.getTypeAtLocation(target), target)})`
    },
  })
  return { step, rest, isApart: false, end: () => {} }
}
