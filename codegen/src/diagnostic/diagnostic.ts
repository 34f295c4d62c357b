import type { Span } from "@statewright/model"

import { type DiagnosticCode, type MessageParameters, messages } from "../messages.generated.ts"

/** A stretch of text in one file. */
export interface Place {
  /** Absolute while compiling, relative to the project in a result; always with `/`. */
  readonly file: string
  readonly span: Span
}

/** A second place that explains the first: "declared here". */
export interface Related extends Place {
  readonly label: string
}

/** One thing that codegen has to say about the author's source. */
export interface Diagnostic extends Place {
  readonly code: DiagnosticCode
  readonly severity: "error" | "warning"
  /** What is wrong, in one sentence. */
  readonly message: string
  /** What to do about it. */
  readonly hint: string
  readonly related: readonly Related[]
  /** The part of the docs page that explains the code. */
  readonly docs: string
}

/**
 * Makes a diagnostic from its text in `codegen/messages`; code and placeholders are type-checked.
 *
 * @example diagnostic("SW2104", placeOf(node), { name: "Cart" })
 */
export const diagnostic = <Code extends DiagnosticCode>(
  code: Code,
  place: Place,
  parameters: MessageParameters[Code],
  related: readonly Related[] = [],
): Diagnostic => {
  const { severity, message, hint } = messages[code]
  const fill = (text: string): string => fillPlaceholders(text, new Map(Object.entries(parameters)))
  return {
    code,
    severity,
    file: place.file,
    span: place.span,
    message: fill(message),
    hint: fill(hint),
    related,
    docs: docsOf(code),
  }
}

/** The part of the language page about a code. */
export const docsOf = (code: DiagnosticCode): string => `docs/language.md#${code.toLowerCase()}`

/** Whether nothing may be written because of `diagnostics`. */
export const hasErrors = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some(({ severity }) => severity === "error")

const fillPlaceholders = (text: string, values: ReadonlyMap<string, string>): string =>
  text.replaceAll(/%(\w+)%/g, (whole, name: string) => values.get(name) ?? whole)
