import { isWrapper } from "./bare-expression.ts"
import { ts } from "./syntax.ts"

/** The top-level `const x = call` that a call initializes, or what is wrong with where it stands. */
export const placeOfCall = (call: ts.CallExpression): ts.VariableDeclaration | string => {
  let value: ts.Node = call
  while (isWrapper(value.parent)) value = value.parent
  const inside = ts.findAncestor(value.parent, ts.isFunctionLike)
  if (inside !== undefined) return "is made inside a function"
  const { parent } = value
  if (!ts.isVariableDeclaration(parent) || parent.initializer !== value) return whereOf(parent)
  if (!ts.isIdentifier(parent.name)) return "is taken apart by a pattern"
  const statement = parent.parent.parent
  if (!ts.isVariableStatement(statement)) return "is made in the head of a statement"
  if (!ts.isSourceFile(statement.parent)) return "is made in a block"
  const { flags } = parent.parent
  if (flags & ts.NodeFlags.Const && !(flags & ts.NodeFlags.Let)) return parent
  return `is declared with \`${flags & ts.NodeFlags.Let ? "let" : "var"}\``
}

const whereOf = (parent: ts.Node): string => {
  if (ts.isExportAssignment(parent)) return "is a default export without a name"
  if (ts.isExpressionStatement(parent)) return "is not kept in a constant"
  if (ts.isPropertyDeclaration(parent)) return "is a member of a class"
  if (ts.isObjectLiteralElement(parent)) return "is a property of an object"
  if (ts.isArrayLiteralExpression(parent)) return "is an element of an array"
  if (ts.isCallExpression(parent)) return "is an argument of a call"
  return "is only a part of what its constant is initialized with"
}
