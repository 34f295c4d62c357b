import { type DiagnosticCode, messages, type MessageText } from "../messages.generated.ts"
import { docsOf } from "./diagnostic.ts"
import { codeOf } from "./nearest-code.ts"

export { diagnosticCodes, nearestCode } from "./nearest-code.ts"
export type { DiagnosticCode } from "../messages.generated.ts"

/** Everything there is to say of a code. What differs from case to case stands in capitals: `NAME`. */
export interface Explanation extends MessageText {
  readonly code: DiagnosticCode
  readonly docs: string
}

/**
 * What a diagnostic means, with code that gets it and code that does not; `undefined` of an unknown code.
 *
 * @example
 * explain("SW3101")?.explanation
 */
export const explain = (typed: string): Explanation | undefined => {
  const code = codeOf(typed)
  if (code === undefined) return undefined
  const { message, hint, explanation, ...text } = messages[code]
  return {
    code,
    ...text,
    message: inCapitals(message),
    hint: inCapitals(hint),
    explanation: inCapitals(explanation),
    docs: docsOf(code),
  }
}

const inCapitals = (text: string): string =>
  /^%\w+%$/.test(text)
    ? "The diagnostic itself says it."
    : text.replaceAll(/%(\w+)%/g, (_, name: string) => name.toUpperCase())
