import { explain, type Explanation } from "@statewright/codegen/explain"

import { command } from "../command-line/command.ts"
import { word } from "../command-line/flag.ts"
import { sharedFlags } from "../command-line/shared-flags.ts"
import { CodeUnknown } from "../error/code-unknown.ts"
import { exitCode } from "../error/exit-code.ts"
import { envelope, jsonText } from "../screen/json-text.ts"
import type { Paint } from "../screen/paint.ts"

/** `statewright explain`: says what a diagnostic means. */
export const explainCode = command("explain", {
  about: "Says what a diagnostic of codegen means, with code that gets it and code that does not.",
  examples: [
    ["statewright explain SW3101", "one code"],
    ["statewright explain SW3101 --json", "for a program"],
  ],
  takes: {
    code: word("code", "The code that codegen printed."),
    json: sharedFlags.json,
  },
  run: async ({ code, json }, screen) => {
    const explanation = explain(code)
    if (explanation === undefined) throw new CodeUnknown(code)
    screen.data(json ? jsonText(envelope("explain/1", explanation)) : explanationText(explanation, screen.dataPaint))
    return exitCode.ok
  },
})

const explanationText = (explanation: Explanation, paint: Paint): string => {
  const { code, title, severity, message, hint, bad, good, docs } = explanation
  const label = severity === "error" ? paint.red(code) : paint.yellow(`${code} warning`)
  return [
    `${label}  ${paint.bold(title)}`,
    message,
    explanation.explanation,
    ...bad.map((example) => exampleText(severity === "error" ? "Refused:" : "Warned of:", example, paint)),
    ...good.map((example) => exampleText("Fine:", example, paint)),
    `${paint.cyan("hint:")} ${hint}\n${paint.dim(`docs: ${docs}`)}`,
  ]
    .filter((text) => text !== "")
    .join("\n\n")
}

const exampleText = (title: string, example: string, paint: Paint): string =>
  `${paint.bold(title)}\n\n${example.trimEnd().replaceAll(/^(?=.)/gm, "  ")}`
