import type { ts } from "../1-read/syntax.ts"

/** A place in a generated file, and the author's place that it comes from. */
export interface Mapping {
  readonly generated: ts.LineAndCharacter
  readonly source: ts.SourceFile
  readonly original: ts.LineAndCharacter
}

/** The `mappings` of a source map: lines by `;`, places by `,`, and of each place how far it is from the one before. */
export const mappingsText = (mappings: readonly Mapping[], sources: readonly ts.SourceFile[]): string => {
  const last = mappings.at(-1)
  if (last === undefined) return ""
  let before: ts.LineAndCharacter = { line: 0, character: 0 }
  let sourceBefore = 0
  const byLine = Map.groupBy(mappings, ({ generated }) => generated.line)
  const lines = Array.from({ length: last.generated.line + 1 }, (_, line) => {
    let column = 0
    return (byLine.get(line) ?? [])
      .map(({ generated, source, original }) => {
        const sourceNow = sources.indexOf(source)
        const numbers = [
          generated.character - column,
          sourceNow - sourceBefore,
          original.line - before.line,
          original.character - before.character,
        ]
        column = generated.character
        before = original
        sourceBefore = sourceNow
        return numbers.map(numberText).join("")
      })
      .join(",")
  })
  return lines.join(";")
}

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

/** Base 64, five bits a digit, the smallest first, the sign in the last bit. */
const numberText = (value: number): string => {
  let left = value < 0 ? -value * 2 + 1 : value * 2
  let text = ""
  do {
    const bits = left % 32
    left = Math.floor(left / 32)
    text += digits.charAt(left > 0 ? bits + 32 : bits)
  } while (left > 0)
  return text
}
