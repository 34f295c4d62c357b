import type { ts } from "../../1-read/syntax.ts"

/** A judgement of a node that is made once for each program: what is looked through again asks again. */
export const remember = <Node extends ts.Node, Answer>(
  judge: (node: Node, checker: ts.TypeChecker) => Answer,
): ((node: Node, checker: ts.TypeChecker) => Answer) => {
  const programs = new WeakMap<ts.TypeChecker, WeakMap<Node, { readonly answer: Answer }>>()
  return (node, checker) => {
    const known = programs.get(checker) ?? new WeakMap<Node, { readonly answer: Answer }>()
    programs.set(checker, known)
    const before = known.get(node)
    if (before !== undefined) return before.answer
    const answer = judge(node, checker)
    known.set(node, { answer })
    return answer
  }
}
