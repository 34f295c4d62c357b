import { ts } from "../1-read/syntax.ts"
import type { GivenType } from "./draft.ts"
import { machineWord } from "./machine-word.ts"
import type { SegmentPrinter } from "./op.ts"
import type { Printing } from "./printing.ts"

/** The type of what a segment is given, as the generated file writes it. */
export const givenTypeText = (type: GivenType, printing: Printing, printer: SegmentPrinter): string => {
  const { context, lowering, workflowName } = printing
  const { checker } = lowering.survey
  const outputOf = (callee: ts.Expression): string =>
    `${machineWord("OutputOf", context, true)}<typeof ${printer.node(callee)}>`
  switch (type.kind) {
    case "input":
      return `${machineWord(type.isParsed ? "ReceivedOf" : "InputOf", context, true)}<typeof ${workflowName}>`
    case "arguments":
      return `[${type.parameters.map((parameter) => parameterText(parameter, checker, printer)).join(", ")}]`
    case "step":
      return type.promised ? `Promise<${outputOf(type.callee)}>` : outputOf(type.callee)
    case "each":
      return `${outputOf(type.callee)}[]`
    case "join":
      return `[${type.callees.map(outputOf).join(", ")}]`
    case "none":
      return type.promised ? "Promise<void>" : "void"
    case "typed":
      return printer.type(checker.getTypeAtLocation(type.node), type.node)
    case "caught":
      return type.any ? "any" : "unknown"
  }
}

/** An element of the tuple that a helper is called with. */
const parameterText = (
  parameter: ts.ParameterDeclaration,
  checker: ts.TypeChecker,
  printer: SegmentPrinter,
): string => {
  const isOptional = parameter.questionToken !== undefined || parameter.initializer !== undefined
  const type = checker.getTypeAtLocation(parameter)
  const passed = isOptional ? checker.getNonNullableType(type) : type
  const text = printer.type(isOptional && !acceptsNull(type) ? passed : type, parameter)
  if (parameter.dotDotDotToken !== undefined) return `...${text}`
  return isOptional ? `(${text})?` : text
}

/** `null` is no missing argument. */
const acceptsNull = (type: ts.Type): boolean =>
  (type.isUnion() ? type.types : [type]).some(({ flags }) => (flags & ts.TypeFlags.Null) !== 0)
