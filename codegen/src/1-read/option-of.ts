import { ts } from "./syntax.ts"

/**
 * What stands under a key in the options of `step("name", options)` or `workflow("name", options, ...)`; the options as
 * a whole if they are not written there as an object, and `undefined` when they have no such key.
 */
export const optionOf = (call: ts.CallExpression, key: string): ts.Expression | undefined => {
  const options = call.arguments[1]
  if (options === undefined || !ts.isObjectLiteralExpression(options)) return options
  for (const property of options.properties) {
    if (ts.isSpreadAssignment(property)) return options
    if (property.name.getText() !== key) continue
    if (ts.isPropertyAssignment(property)) return property.initializer
    return ts.isShorthandPropertyAssignment(property) ? property.name : options
  }
  return undefined
}
