import { isWrittenWhere } from "./event-source.ts"
import type { ts } from "./syntax.ts"
import { isWrittenCheck } from "./validation-source.ts"

/** Whether a node is a function, written in its call, that is not part of the run: what the engine asks of an event or a value. */
export const isAskedApart = (node: ts.Node, checker: ts.TypeChecker): boolean =>
  isWrittenWhere(node, checker) || isWrittenCheck(node, checker)
