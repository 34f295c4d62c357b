import { ts } from "./syntax.ts"

/** How many nodes may stand inside of each other: every phase walks down to the innermost. */
export const deepest = 1500

/** Whether a file's code is nested so deeply, say by a sum of thousands of parts, that no walk comes to its end. */
export const isTooDeep = (sourceFile: ts.SourceFile): boolean => {
  let level: readonly ts.Node[] = [sourceFile]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return true
    const next: ts.Node[] = []
    for (const node of level) ts.forEachChild(node, (child) => void next.push(child))
    level = next
  }
  return false
}
