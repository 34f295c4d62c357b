import type { RecordedUse } from "../2-analyze/recorded-use.ts"

/** What takes the place of a use of the clock or of chance; `word` is the local name of `recorded`. */
export const recordedText = (use: RecordedUse, word: string): string => {
  switch (use.kind) {
    case "function":
      return `${word}.${use.word}`
    case "date":
      return `new Date(${word}.now())`
    case "text":
      return `new Date(${word}.now()).toString()`
  }
}
