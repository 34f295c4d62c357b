import ts from "typescript"

/** Whether there is an `await` in a node, but for those of functions inside of it. */
export const waitsIn = (node: ts.Node | undefined): boolean => {
  if (node === undefined) return false
  if (ts.isAwaitExpression(node)) return true
  return ts.forEachChild(node, (child) => (ts.isFunctionLike(child) ? undefined : waitsIn(child) || undefined)) ?? false
}

/** Whether there is a node of a kind in another, but for what is inside of functions. */
export const holds = (node: ts.Node | undefined, test: (node: ts.Node) => boolean): boolean => {
  if (node === undefined) return false
  if (test(node)) return true
  return (
    ts.forEachChild(node, (child) => (ts.isFunctionLike(child) ? test(child) : holds(child, test)) || undefined) ??
    false
  )
}
