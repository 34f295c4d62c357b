import { placeOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import { recordedUse } from "./recorded-use.ts"
import { symbolOf } from "./symbol-of.ts"

/** Refuses a schema that is part of a run: the machine makes it when it is loaded. */
export const refusedSchema = (
  schema: ts.Expression | undefined,
  code: "SW2304" | "SW2412",
  checker: ts.TypeChecker,
): readonly Diagnostic[] => {
  const found = schema && firstOfRun(schema, schema, checker)
  return found === undefined ? [] : [diagnostic(code, placeOf(found.at), { what: found.what })]
}

interface OfRun {
  readonly at: ts.Node
  readonly what: string
}

const firstOfRun = (node: ts.Node, schema: ts.Node, checker: ts.TypeChecker): OfRun | undefined => {
  if (ts.isTypeNode(node)) return undefined
  if (recordedUse(node, checker) !== undefined) return { at: node, what: "time or chance" }
  if (ts.isAwaitExpression(node)) return { at: node, what: "what is awaited" }
  const symbol = ts.isIdentifier(node) ? symbolOf(node, checker) : undefined
  const declaration = symbol?.declarations?.[0]
  const isLocal =
    declaration !== undefined &&
    ts.findAncestor(declaration, (above) => above === schema) === undefined &&
    ts.findAncestor(declaration.parent, ts.isFunctionLike) !== undefined
  if (isLocal) return { at: node, what: `\`${node.getText()}\`` }
  return ts.forEachChild(node, (child) => firstOfRun(child, schema, checker))
}
