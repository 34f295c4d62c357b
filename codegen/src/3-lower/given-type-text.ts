import type { ts } from "../1-read/syntax.ts"
import type { GivenType } from "./draft.ts"
import { valuePassedTo } from "../2-analyze/chained-call.ts"
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
      return tupleText(type.parameters, checker, printer)
    case "passed":
      return passedText(type.to, checker, printer)
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
    case "made":
      return printer.type(type.of, type.at)
    case "caught":
      return type.any ? "any" : "unknown"
  }
}

/** A function that is given to `finally` is called without anything. */
const passedText = (to: ts.Identifier, checker: ts.TypeChecker, printer: SegmentPrinter): string => {
  const type = valuePassedTo(to, checker)
  if (type === undefined) return "[]"
  return `[${type === "error" ? "any" : printer.type(type, to)}]`
}

/** The tuple that a helper is called with. */
const tupleText = (
  parameters: readonly ts.ParameterDeclaration[],
  checker: ts.TypeChecker,
  printer: SegmentPrinter,
): string => {
  const lastRequired = parameters.findLastIndex((parameter) => !isOptional(parameter))
  const texts = parameters.map((parameter, index) => {
    const text = printer.type(checker.getTypeAtLocation(parameter), parameter)
    if (parameter.dotDotDotToken !== undefined) return `...${text}`
    if (!isOptional(parameter)) return text
    // In a tuple nothing that is required may stand behind what is not.
    return index > lastRequired ? `(${text})?` : `${text} | undefined`
  })
  return `[${texts.join(", ")}]`
}

const isOptional = ({ questionToken, initializer, dotDotDotToken }: ts.ParameterDeclaration): boolean =>
  questionToken !== undefined || initializer !== undefined || dotDotDotToken !== undefined
