import { bareExpression } from "../1-read/bare-expression.ts"
import { ts } from "../1-read/syntax.ts"
import type { Variable } from "../2-analyze/variable.ts"
import { bindTo, type Declarer, isConst, variablesOf } from "./bind-to.ts"
import { emit, type Lowering, refuse } from "./lowering.ts"
import type { SegmentPrinter } from "./op.ts"
import { settle } from "./operands.ts"
import { isPattern, type PatternPart } from "./pattern-part.ts"
import type { Read } from "./pattern-value.ts"
import { placeOperands } from "./place-operands.ts"

/** A value is taken apart: its parts are declared by something, or assigned. */
export interface TakingApart {
  readonly lowering: Lowering
  readonly by: Declarer | undefined
}

/** Where a part is read from. */
export interface Source {
  readonly variable: Variable
  readonly type: ts.Type
  readonly read: Read
  /** Of an array, or whatever else is iterated. */
  readonly index?: number
  /** The type of every element, where there is one for all. */
  readonly item?: ts.Type | undefined
  /** Reading it is a statement of its own. */
  readonly isApart?: boolean
  /** The last part of an object's pattern. */
  readonly rest?: PatternPart | undefined
}

/** A part that does not suspend, or no more, is taken as the author wrote it. */
export const bindWhole = (at: TakingApart, part: PatternPart, source: Source): void => {
  const { lowering, by } = at
  const { node, target, initializer } = part
  if (target === undefined) return
  if (source.index !== undefined && initializer === undefined) return bindValue(at, target, source.read)
  const [open, close] = source.index === undefined ? ["{ ", " }"] : ["[", "]"]
  const value = (text: SegmentPrinter): string =>
    source.index === undefined ? text.variable(source.variable) : `[${source.read.print(text)}]`
  const uses = {
    nodes: [node, ...source.read.nodes],
    reads: [source.variable, ...source.read.reads],
    writes: source.read.changes,
  }
  if (by === undefined || !ts.isBindingElement(node)) {
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
      const keyword = inFrame || isConst(by, names) ? "const" : "let"
      return [`${keyword} ${open}${text.node(node)}${close} = ${value(text)}`, ...text.keep(node.name)].join("\n")
    },
  })
}

/** Gives a target the value that was read for it. */
export const bindValue = ({ lowering, by }: TakingApart, target: ts.BindingName | ts.Expression, read: Read): void => {
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
  if (by === undefined) {
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
    print: (text) => bindTo(text, names, { name, by, value: value(text), type: undefined }),
  })
}

/** Gives the last target what is left. */
export const lowerRest = (at: TakingApart, part: PatternPart, read: Read): void => {
  const { lowering, by } = at
  const { node, target } = part
  if (target === undefined) return
  if (isPattern(target) && lowering.survey.suspends.has(target)) {
    return refuse(lowering, node, "An `await` in a pattern for the rest", "Take the rest into a `const` first.")
  }
  if (by === undefined) findPlace(lowering, target, node)
  bindValue(at, target, read)
}

/** Evaluates what says where a value goes, before the value is read. */
export const findPlace = (lowering: Lowering, target: ts.BindingName | ts.Expression, later: ts.Node): void => {
  if (isPattern(target)) return
  for (const each of placeOperands(target) ?? []) settle(lowering, each, [later])
}
