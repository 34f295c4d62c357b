import { authoringWord } from "./authoring-word.ts"
import { bareExpression } from "./bare-expression.ts"
import { ts } from "./syntax.ts"

/** What an author holds to ask something of what is at work. */
export type HandleWord = (typeof handleWords)[number]

const handleWords = ["Scope", "Pool", "Barrier", "Mutex"] as const

/** A method of such a thing that is called. */
export interface HandleCall {
  readonly word: HandleWord
  readonly method: string
  readonly handle: ts.Expression
}

/** The word of a type, if values of it are asked something. */
export const handleWordOf = (type: ts.Type, checker: ts.TypeChecker): HandleWord | undefined => {
  const word = authoringWord(type.getSymbol(), checker)
  return handleWords.find((each) => each === word)
}

/** `packing.add(...)`, `region.cancel()`; `undefined` of all other calls. */
export const handleCallOf = (call: ts.CallExpression, checker: ts.TypeChecker): HandleCall | undefined => {
  const callee = bareExpression(call.expression)
  if (!ts.isPropertyAccessExpression(callee) || !ts.isIdentifier(callee.name)) return undefined
  const word = handleWordOf(checker.getTypeAtLocation(callee.expression), checker)
  return word && { word, method: callee.name.text, handle: callee.expression }
}
