import { type AsyncHelper, helperOf } from "./helper-source.ts"
import { ts } from "./syntax.ts"

/** The async functions of the project that some code names, themselves or through each other, each once. */
export const reachedHelpers = (code: ts.Node, checker: ts.TypeChecker): readonly AsyncHelper[] => {
  const found = new Map<ts.Node, AsyncHelper>()
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return
    const helper = ts.isExpression(node) && isName(node) ? helperOf(node, checker) : undefined
    if (helper !== undefined && helper.body !== code) found.set(helper.body, found.get(helper.body) ?? helper)
    ts.forEachChild(node, visit)
  }
  visit(code)
  // A Map goes on with what is added while it is walked.
  for (const { body } of found.values()) visit(body)
  return [...found.values()]
}

const isName = (node: ts.Expression): boolean =>
  ts.isIdentifier(node) || ts.isArrowFunction(node) || ts.isFunctionExpression(node)
