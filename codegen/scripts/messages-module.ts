import type { Message } from "./read-messages.ts"

/** The text of `src/messages.generated.ts`. */
export const messagesModule = (messages: readonly Message[]): string =>
  [
    "// Generated from codegen/messages/*.md. Do not edit: change a heading there, then run `node codegen/scripts/messages.ts`.",
    "",
    "/** What the placeholders of each message stand for. */",
    "export interface MessageParameters {",
    ...messages.map(
      ({ code, message, hint }) => `  readonly ${code}: ${parametersType(placeholders(`${message} ${hint}`))}`,
    ),
    "}",
    "",
    "/** The code of a diagnostic. */",
    "export type DiagnosticCode = keyof MessageParameters",
    "",
    "/** A message with its placeholders still in it. */",
    "export interface MessageText {",
    "  readonly title: string",
    '  readonly severity: "error" | "warning"',
    "  readonly message: string",
    "  readonly hint: string",
    "  /** Why it is so; empty when the message says it all. */",
    "  readonly explanation: string",
    "  /** Code that gets the diagnostic. */",
    "  readonly bad: readonly string[]",
    "  /** Code that does not. */",
    "  readonly good: readonly string[]",
    "}",
    "",
    "/** The text of every diagnostic. */",
    "export const messages: Readonly<Record<DiagnosticCode, MessageText>> = {",
    ...messages.flatMap(({ code, title, severity, message, hint, explanation, bad, good }) => [
      `  ${code}: {`,
      `    title: ${JSON.stringify(title)},`,
      `    severity: ${JSON.stringify(severity)},`,
      `    message: ${JSON.stringify(message)},`,
      `    hint: ${JSON.stringify(hint)},`,
      `    explanation: ${JSON.stringify(explanation)},`,
      ...listOf("bad", bad),
      ...listOf("good", good),
      "  },",
    ]),
    "}",
    "",
  ].join("\n")

const listOf = (name: string, examples: readonly string[]): string[] =>
  examples.length === 0
    ? [`    ${name}: [],`]
    : [`    ${name}: [`, ...examples.map((example) => `      ${JSON.stringify(example)},`), "    ],"]

const placeholders = (text: string): string[] =>
  [...new Set([...text.matchAll(/%(\w+)%/g)].map((match) => match[1] ?? ""))].toSorted()

const parametersType = (names: readonly string[]): string =>
  names.length === 0
    ? "Readonly<Record<never, string>>"
    : `{ ${names.map((name) => `readonly ${name}: string`).join("; ")} }`
