import { ts } from "./syntax.ts"

/** Whether a node is the start of a longer optional chain: `a?.b` of `a?.b.c`. */
export const isContinued = (node: ts.Node): boolean => {
  const { parent } = node
  return ts.isOptionalChain(parent) && parent.expression === node
}

/** Whether a link begins with `?.`. */
export const isTest = (link: ts.Node): boolean => "questionDotToken" in link && link.questionDotToken !== undefined
