import { ts } from "../1-read/syntax.ts"
import type { Variable } from "../2-analyze/variable.ts"
import type { Lowering } from "./lowering.ts"
import type { SegmentPrinter } from "./op.ts"
import type { PatternPart } from "./pattern-part.ts"

/** How a part of a value is read. */
export interface Read {
  /** Does at its turn what must be done in a statement of its own. */
  readonly prepare?: () => void
  readonly nodes: readonly ts.Node[]
  readonly reads: readonly Variable[]
  /** What reading it changes. */
  readonly changes: readonly Variable[]
  readonly print: (text: SegmentPrinter) => string
}

/** `$1.name`, `$1[key]` */
export const readProperty = ({ key }: PatternPart, whole: Variable): Read => ({
  nodes: key !== undefined && ts.isComputedPropertyName(key) ? [key] : [],
  reads: [whole],
  changes: [],
  print: (text) => `${text.variable(whole)}${accessText(key, text)}`,
})

const accessText = (key: ts.PropertyName | undefined, text: SegmentPrinter): string => {
  if (key === undefined) return ""
  if (ts.isIdentifier(key)) return `.${key.text}`
  return ts.isComputedPropertyName(key) ? `[${text.node(key.expression)}]` : `[${key.getText()}]`
}

/** What the other parts of an object's pattern leave of it. */
export const restOfObject = (parts: readonly PatternPart[], whole: Variable): Read => {
  const taken = parts.flatMap(({ key, isRest }) => (key === undefined || isRest ? [] : [key]))
  const keyText = (key: ts.PropertyName, text: SegmentPrinter): string =>
    ts.isComputedPropertyName(key) ? `[${text.node(key.expression)}]` : key.getText()
  return {
    nodes: taken.filter((key) => ts.isComputedPropertyName(key)),
    reads: [whole],
    changes: [],
    print: (text) => {
      const names = taken.map((key, index) => `${keyText(key, text)}: $out${index}`)
      return `(({ ${[...names, "...$rest"].join(", ")} }) => $rest)(${text.variable(whole)})`
    },
  }
}

/** The types of a part's value, once its default has taken the place of `undefined`. */
export const valueTypes = (
  { survey: { checker } }: Lowering,
  { key, target, initializer }: PatternPart,
  { type, index, item }: { readonly type: ts.Type; readonly index?: number; readonly item?: ts.Type | undefined },
): readonly ts.Type[] => {
  const own = item ?? (index === undefined ? propertyType(type, key, checker) : elementType(type, index, checker))
  const read = own ?? (target === undefined ? type : checker.getTypeAtLocation(target))
  const parts = (read.isUnion() ? read.types : [read]).filter(({ flags }) => !(flags & ts.TypeFlags.Undefined))
  return initializer === undefined ? parts : [...parts, checker.getTypeAtLocation(initializer)]
}

const propertyType = (
  type: ts.Type,
  key: ts.PropertyName | undefined,
  checker: ts.TypeChecker,
): ts.Type | undefined => {
  const name = key === undefined ? undefined : nameOfKey(key, checker)
  const property = name === undefined ? undefined : checker.getPropertyOfType(checker.getApparentType(type), name)
  return property === undefined
    ? checker.getIndexTypeOfType(type, ts.IndexKind.String)
    : checker.getTypeOfSymbol(property)
}

const nameOfKey = (key: ts.PropertyName, checker: ts.TypeChecker): string | undefined => {
  if (ts.isIdentifier(key) || ts.isStringLiteral(key) || ts.isNumericLiteral(key)) return key.text
  const type = ts.isComputedPropertyName(key) ? checker.getTypeAtLocation(key.expression) : undefined
  return type !== undefined && (type.isStringLiteral() || type.isNumberLiteral()) ? String(type.value) : undefined
}

const elementType = (type: ts.Type, index: number, checker: ts.TypeChecker): ts.Type | undefined => {
  const element = checker.getPropertyOfType(type, String(index))
  return element === undefined
    ? checker.getIndexTypeOfType(type, ts.IndexKind.Number)
    : checker.getTypeOfSymbol(element)
}
