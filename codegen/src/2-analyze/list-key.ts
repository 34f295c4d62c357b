import { ts } from "../1-read/syntax.ts"
import type { Survey } from "./survey.ts"

/**
 * Whether a name is the key in `list[key]` inside of `for (key in list)`: TypeScript takes it for a number there, and nowhere
 * else.
 */
export const isListKey = (name: ts.Identifier, { checker, declared, references }: Survey): boolean => {
  if (!ts.isElementAccessExpression(name.parent) || name.parent.argumentExpression !== name) return false
  const variable = references.get(name)?.variable
  if (variable === undefined) return false
  let inside: ts.Node = name
  for (let above = name.parent as ts.Node; !ts.isSourceFile(above); inside = above, above = above.parent) {
    if (!ts.isForInStatement(above) || above.statement !== inside) continue
    const { initializer, expression } = above
    const key = ts.isVariableDeclarationList(initializer) ? initializer.declarations[0]?.name : initializer
    const found = key && (declared.get(key) ?? references.get(key)?.variable)
    if (found === variable) return isList(checker.getTypeAtLocation(expression), checker)
  }
  return false
}

const isList = (type: ts.Type, checker: ts.TypeChecker): boolean => {
  const [index, ...others] = checker.getIndexInfosOfType(type)
  return index !== undefined && others.length === 0 && (index.keyType.flags & ts.TypeFlags.Number) !== 0
}
