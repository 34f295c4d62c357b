import { ts } from "../1-read/syntax.ts"
import type { Variable } from "../2-analyze/variable.ts"

/** The variables that a name or pattern declares, as far as codegen follows them. */
export const variablesIn = (name: ts.BindingName, declared: ReadonlyMap<ts.Node, Variable>): readonly Variable[] => {
  if (!ts.isIdentifier(name)) {
    return name.elements.flatMap((element) => (ts.isBindingElement(element) ? variablesIn(element.name, declared) : []))
  }
  const variable = declared.get(name)
  return variable === undefined ? [] : [variable]
}
