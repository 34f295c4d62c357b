import type { Suppression } from "../1-read/find-suppressions.ts"
import { messages } from "../messages.generated.ts"
import { type Diagnostic, diagnostic, hasErrors } from "./diagnostic.ts"
import { codeOf, nearestCode } from "./nearest-code.ts"

/** What is left to say when warnings are silenced by comments, and what is wrong with the comments. */
export const applySuppressions = (
  found: readonly Diagnostic[],
  suppressions: readonly Suppression[],
): readonly Diagnostic[] => {
  const silenced = new Set<Diagnostic>()
  const problems = suppressions.flatMap((suppression): Diagnostic[] => {
    const problem = problemWith(suppression)
    if (problem !== undefined) return [problem]
    const here = found.filter((each) => isAbout(suppression, each))
    for (const each of here) silenced.add(each)
    // In a file that is refused, not everything has been looked for.
    const unknown = hasErrors(found.filter(({ file }) => file === suppression.file))
    return here.length > 0 || unknown
      ? []
      : [diagnostic("SW6004", suppression, { code: suppression.code.toUpperCase() })]
  })
  return [...found.filter((each) => !silenced.has(each)), ...problems]
}

const isAbout = ({ code, file, line }: Suppression, found: Diagnostic): boolean =>
  found.severity === "warning" && found.code === codeOf(code) && found.file === file && found.span.line === line

const problemWith = (suppression: Suppression): Diagnostic | undefined => {
  const code = codeOf(suppression.code)
  if (code === undefined) return unknownCode(suppression)
  const isOne = code.startsWith("SW6")
  if (messages[code].severity === "error" || isOne) {
    const reason = isOne ? "it is about such a comment" : "it is an error"
    return diagnostic("SW6003", suppression, { code, reason })
  }
  return suppression.reason === undefined ? diagnostic("SW6001", suppression, { code }) : undefined
}

const unknownCode = (suppression: Suppression): Diagnostic => {
  const { code } = suppression
  const meant = nearestCode(code)
  return diagnostic("SW6002", suppression, {
    problem: code === "" ? "names no diagnostic" : `names \`${code}\`, which is no diagnostic`,
    remedy: meant === undefined ? "Name the code that codegen printed." : `Did you mean \`${meant}\`?`,
  })
}
