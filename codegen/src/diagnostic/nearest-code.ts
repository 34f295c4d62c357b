import { type DiagnosticCode, messages } from "../messages.generated.ts"

/** Every code that codegen knows, sorted. */
export const diagnosticCodes: readonly DiagnosticCode[] = Object.keys(messages) as DiagnosticCode[] // its keys are the codes

/** The code as we write it, of a word in any case; `undefined` when there is none. */
export const codeOf = (typed: string): DiagnosticCode | undefined =>
  diagnosticCodes.find((code) => code === typed.toUpperCase())

/** The code that somebody probably meant; `undefined` when none is near enough. */
export const nearestCode = (typed: string): DiagnosticCode | undefined => {
  const near = diagnosticCodes
    .map((code) => ({ code, distance: distanceOf(typed.toUpperCase(), code) }))
    .filter(({ distance }) => distance <= 2)
    .toSorted((a, b) => a.distance - b.distance || sharedStart(typed, b.code) - sharedStart(typed, a.code))
  return near[0]?.code
}

/** How many letters are the same before the first that differs. */
const sharedStart = (typed: string, code: string): number => {
  const at = Array.from(code).findIndex((letter, index) => typed[index]?.toUpperCase() !== letter)
  return at === -1 ? code.length : at
}

/** How many letters must be added, dropped or changed (Levenshtein). */
const distanceOf = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (const [i, letter] of Array.from(a).entries()) {
    const next = [i + 1]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (letter === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
