import { isWritten, type WhereSource } from "../1-read/event-source.ts"
import { ts } from "../1-read/syntax.ts"
import type { ValidationSource } from "../1-read/validation-source.ts"
import type { ValidateCall } from "../2-analyze/given-function.ts"
import { answerOf } from "../2-analyze/where-parts.ts"
import type { SegmentPrinter } from "./op.ts"
import type { PrintedValidation } from "./validations.ts"

/** Prints what a call of `validate` asks of a value; with steps in between, what comes before them. */
export const validationText = ({ validation }: ValidateCall, text: SegmentPrinter): PrintedValidation => {
  const { schema, asserts, transform, warns = false, validators } = validation
  const assertions = asserts.map(({ name, holds }) =>
    listText([JSON.stringify(name), functionText(holds, text), JSON.stringify(sourceOf(holds, text))]),
  )
  return {
    schemaNode: schema,
    schema: text.node(schema),
    options: [
      ...(warns ? ['mode: "warn"'] : []),
      ...(assertions.length === 0 ? [] : [`assert: ${listText(assertions)}`]),
      ...(transform === undefined || validators.length > 0
        ? []
        : [optionText("transform", functionText(transform, text))]),
    ],
  }
}

/** Prints the `transform` that follows the steps of a validation. */
export const transformText = (
  { schema }: ValidationSource,
  transform: WhereSource,
  text: SegmentPrinter,
): PrintedValidation => ({
  schemaNode: schema,
  schema: text.node(schema),
  options: ["isValid: true", optionText("transform", functionText(transform, text))],
})

/** How its author wrote an assertion: of one that only answers an expression, that; of one that cannot be seen, its name. */
const sourceOf = (holds: WhereSource, text: SegmentPrinter): string => {
  const source = isWritten(holds) ? holds : functionNamed(holds, text)
  const said = source === undefined ? holds : (answerOf(source) ?? source)
  return said.getText().replaceAll(/\s+/g, " ")
}

const functionNamed = (name: ts.Node, text: SegmentPrinter): ts.FunctionLikeDeclaration | undefined => {
  const declaration = text.typeOf(name).symbol?.valueDeclaration
  const isFunction = declaration !== undefined && (ts.isFunctionDeclaration(declaration) || isWritten(declaration))
  return isFunction && declaration.body !== undefined ? declaration : undefined
}

/** A method is printed as the function that it is. */
const functionText = (source: WhereSource, text: SegmentPrinter): string => {
  if (!ts.isMethodDeclaration(source)) return text.node(source)
  const body = source.body === undefined ? "{}" : text.node(source.body)
  return `(${source.parameters.map((parameter) => text.node(parameter)).join(", ")}) => ${body}`
}

const optionText = (key: string, value: string): string => (key === value ? key : `${key}: ${value}`)

const listText = (items: readonly string[]): string => {
  const line = `[${items.join(", ")}]`
  if (line.length <= 80 && !line.includes("\n")) return line
  return `[\n${items.map((item) => `  ${item.replaceAll("\n", "\n  ")},\n`).join("")}]`
}
