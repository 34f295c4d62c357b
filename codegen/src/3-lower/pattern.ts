import { bareExpression } from "../1-read/bare-expression.ts"
import { ts } from "../1-read/syntax.ts"
import { isArray } from "../2-analyze/array-type.ts"
import { isStable } from "../2-analyze/stable.ts"
import type { Variable } from "../2-analyze/variable.ts"
import { enterWhen, leaveBranches } from "./conditional.ts"
import { define } from "./define.ts"
import { bindTo, isConst, variablesOf } from "./bind-to.ts"
import { lowerExpression } from "./expression.ts"
import { emit, type Lowering, makeVariable, refuse } from "./lowering.ts"
import type { SegmentPrinter } from "./op.ts"
import { settle } from "./operands.ts"
import { isObjectPattern, isPattern, partsOf, type Pattern, type PatternPart } from "./pattern-part.ts"
import { arrayReader, type Read, readProperty, restOfObject, valueTypes } from "./pattern-value.ts"
import { placeOperands } from "./place-operands.ts"

/** What is taken apart, and whether its parts are declared or assigned. */
export interface TakingApart {
  readonly lowering: Lowering
  readonly list: ts.VariableDeclarationList | undefined
}

/** Keeps a value in a temporary, to be taken apart. */
export const keepWhole = (
  { lowering }: TakingApart,
  value: ts.Expression,
  type: ts.Type = lowering.survey.checker.getTypeAtLocation(value),
): { readonly variable: Variable; readonly type: ts.Type } => {
  const variable = makeValue(lowering, value, [type])
  emit(lowering, {
    nodes: [value],
    defines: [variable],
    print: (text) => define(text, variable, text.node(value)),
  })
  return { variable, type }
}

/** Takes a value apart part by part, in order, for a pattern in which something suspends. */
export const lowerPattern = (
  at: TakingApart,
  pattern: Pattern,
  whole: { readonly variable: Variable; readonly type: ts.Type },
): void => {
  const { lowering } = at
  const parts = partsOf(pattern)
  if (isObjectPattern(pattern)) {
    const [first] = parts
    if (first === undefined || first.isRest || (first.key !== undefined && ts.isComputedPropertyName(first.key))) {
      // Nothing else would throw for `undefined` before the rest is evaluated.
      emit(lowering, { nodes: [], reads: [whole.variable], print: (text) => `({} = ${text.variable(whole.variable)})` })
    }
    for (const part of parts) {
      if (part.isRest) lowerRest(at, part, restOfObject(parts, whole.variable))
      else lowerPart(at, part, { ...whole, read: readProperty(part, whole.variable), rest: parts.at(-1) })
    }
    return
  }
  const { checker } = lowering.survey
  if (!isArray(checker.getNonNullableType(whole.type), checker)) {
    return refuse(
      lowering,
      pattern,
      "An `await` in a pattern for anything but an array",
      "Copy it into an array first.",
    )
  }
  const { step, rest } = arrayReader(lowering, parts, whole.variable)
  for (const [index, part] of parts.entries()) {
    const read = part.isRest ? rest(index, part) : step(index)
    if (part.isRest) lowerRest(at, part, read)
    else if (part.target !== undefined) lowerPart(at, part, { ...whole, read, index })
    else if (read.changes.length > 0) {
      const { reads, changes } = read
      emit(lowering, { nodes: [], reads, writes: changes, print: (text) => `void ${read.print(text)}` })
    }
  }
}

interface Source {
  readonly variable: Variable
  readonly type: ts.Type
  readonly read: Read
  /** Of an array. */
  readonly index?: number
  /** The last part of an object's pattern. */
  readonly rest?: PatternPart | undefined
}

const lowerPart = (at: TakingApart, part: PatternPart, source: Source): void => {
  const { lowering } = at
  const { suspends } = lowering.survey
  const { target, initializer, key } = part
  if (target === undefined) return
  const place = at.list === undefined && !isPattern(target) ? (placeOperands(target) ?? []) : []
  const later = [...place, target, ...(initializer === undefined ? [] : [initializer])].filter((each) =>
    suspends.has(each),
  )
  if (key !== undefined && ts.isComputedPropertyName(key)) {
    const again = source.rest?.isRest === true ? [source.rest.node] : []
    settle(lowering, key.expression, [...later, ...again])
  }
  for (const [index, each] of place.entries()) {
    settle(
      lowering,
      each,
      [...place.slice(index + 1), ...(initializer === undefined ? [] : [initializer])].filter((node) =>
        suspends.has(node),
      ),
    )
  }
  const isPartial =
    (initializer !== undefined && suspends.has(initializer)) || (isPattern(target) && suspends.has(target))
  if (!isPartial) return bindWhole(at, part, source, place)
  const types = valueTypes(lowering, part, source)
  const value = makeValue(lowering, target, types)
  emit(lowering, {
    nodes: source.read.nodes,
    reads: source.read.reads,
    writes: source.read.changes,
    defines: [value],
    print: (text) => define(text, value, `${source.read.print(text)}!`),
  })
  if (initializer !== undefined) orDefault(lowering, part.node, value, initializer)
  if (isPattern(target) && suspends.has(target)) {
    const type = types.find((each) => !(each.flags & ts.TypeFlags.Undefined)) ?? source.type
    return lowerPattern(at, target, { variable: value, type })
  }
  bindValue(at, target, { reads: [value], nodes: [], changes: [], print: (text) => text.variable(value) })
}

/** The value of a default, where there is no other. */
const orDefault = (lowering: Lowering, node: ts.Node, value: Variable, initializer: ts.Expression): void => {
  const branches = enterWhen(lowering, {
    node,
    asks: { by: "default", condition: node },
    name: "default",
    condition: `${initializer.getText()} is wanted`,
    nodes: [],
    reads: [value],
    print: (text) => `${text.variable(value)} === undefined`,
  })
  lowerExpression(lowering, initializer)
  emit(lowering, {
    nodes: [initializer],
    defines: [value],
    print: (text) => define(text, value, text.node(initializer)),
  })
  leaveBranches(lowering, branches, node)
}

/** A part that does not suspend, or no more, is taken as the author wrote it. */
const bindWhole = (at: TakingApart, part: PatternPart, source: Source, place: readonly ts.Expression[]): void => {
  const { lowering, list } = at
  const { node, target, initializer } = part
  if (target === undefined) return
  if (source.index !== undefined && initializer === undefined) return bindValue(at, target, source.read)
  if (source.index !== undefined && place.some((each) => !isStable(each, [], lowering))) {
    return refuse(
      lowering,
      node,
      "A default beside an `await` for such a target",
      "Assign it in a statement of its own.",
    )
  }
  const [open, close] = source.index === undefined ? ["{ ", " }"] : ["[", "]"]
  const value = (text: SegmentPrinter): string =>
    source.index === undefined ? text.variable(source.variable) : `[${source.read.print(text)}]`
  const uses = {
    nodes: [node, ...source.read.nodes],
    reads: [source.variable, ...source.read.reads],
    writes: source.read.changes,
  }
  if (list === undefined || !ts.isBindingElement(node)) {
    emit(lowering, {
      ...uses,
      print: (text) => {
        const assigned = `${open}${text.node(node)}${close} = ${value(text)}`
        return open === "[" ? assigned : `(${assigned})`
      },
    })
    return
  }
  const names = variablesOf(lowering, node.name)
  emit(lowering, {
    ...uses,
    defines: names,
    print: (text) => {
      const inFrame = names.every((variable) => text.isFrame(variable))
      const keyword = inFrame || isConst(list) ? "const" : "let"
      return [`${keyword} ${open}${text.node(node)}${close} = ${value(text)}`, ...text.keep(node.name)].join("\n")
    },
  })
}

/** Gives a target the value that was read for it. */
const bindValue = ({ lowering, list }: TakingApart, target: ts.BindingName | ts.Expression, read: Read): void => {
  const { checker } = lowering.survey
  const type = checker.getTypeAtLocation(target)
  const value = (text: SegmentPrinter): string => {
    const printed = read.print(text)
    if (checker.isTypeAssignableTo(checker.getUndefinedType(), type)) return printed
    return checker.isTypeAssignableTo(checker.getNullType(), type)
      ? `${printed} as ${text.type(type, target)}`
      : `${printed}!`
  }
  const uses = { nodes: [target, ...read.nodes], reads: read.reads, writes: read.changes }
  if (list === undefined) {
    const expression = target as ts.Expression // what is assigned to is no declaration
    const isObject = ts.isObjectLiteralExpression(bareExpression(expression))
    const assign = (text: SegmentPrinter): string => `${text.node(expression)} = ${value(text)}`
    return emit(lowering, { ...uses, print: (text) => (isObject ? `(${assign(text)})` : assign(text)) })
  }
  const name = target as ts.BindingName // what is declared is no expression
  const names = variablesOf(lowering, name)
  emit(lowering, {
    ...uses,
    defines: names,
    print: (text) => bindTo(text, names, { name, list, value: value(text), type: undefined }),
  })
}

const lowerRest = (at: TakingApart, part: PatternPart, read: Read): void => {
  const { target } = part
  if (target === undefined) return
  if (!ts.isIdentifier(target) || at.lowering.survey.suspends.has(part.node)) {
    return refuse(
      at.lowering,
      part.node,
      "A rest that goes elsewhere than to a variable, beside an `await`,",
      "Take it into a `const` first.",
    )
  }
  bindValue(at, target, read)
}

const makeValue = (lowering: Lowering, node: ts.Node, types: readonly ts.Type[]): Variable => {
  const number = lowering.made.filter(({ kind }) => kind === "temporary").length + 1
  return makeVariable(lowering, {
    kind: "temporary",
    name: `$${number}`,
    node,
    type: { kind: "types", types, isList: false },
  })
}
