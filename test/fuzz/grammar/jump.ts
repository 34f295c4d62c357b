import { seen } from "./leaf.ts"
import { type Piece, type Part, piece, slot } from "./tree.ts"
import { type Writer, weighted } from "./writer.ts"

/** `break`, `continue` or `return`, to wherever it may go. */
export const jump = (writer: Writer): Piece => {
  const { random, targets } = writer
  const innermost = targets.findLastIndex(({ label, isLoop }) => isLoop || label === undefined)
  const ways = targets.flatMap(({ label, isLoop }, at) => {
    const named = label === undefined ? [] : isLoop ? [`break ${label};`, `continue ${label};`] : [`break ${label};`]
    const plain = at === innermost ? ["break;"] : []
    const lastLoop = targets.findLastIndex(({ isLoop: each }) => each)
    return [...named, ...plain, ...(isLoop && at === lastLoop ? ["continue;"] : [])]
  })
  return weighted(random, [
    [ways.length, () => piece("statement", [random.of(ways)])],
    [1, () => piece("statement", ["return ", slot(writer.expression(random.of(["num", "str"]), 1), 4), ";"])],
    [0.5, () => returnAll(writer)],
    [0.2, () => piece("statement", ["return;"])],
  ])
}

/** Returns several locals: the output shows who is who. */
export const returnAll = (writer: Writer): Piece =>
  piece("statement", ["return [", ...seen(writer).flatMap((each): Part[] => [each, ", "]), "];"])

export const throwStatement = (writer: Writer): Piece => {
  const { random, scope } = writer
  const error = scope.pick(random, ({ kind }) => kind === "error")
  return weighted(random, [
    [2, () => piece("statement", ["throw new Stopped({ why: ", slot(writer.expression("str", 1), 4), " });"])],
    [1, () => piece("statement", ["throw new Error(", slot(writer.expression("str", 1), 4), ");"])],
    [error === undefined ? 0 : 2, () => piece("statement", [`throw ${error?.name};`])],
    [0.5, () => piece("statement", ["boom(undefined);"])],
  ])
}
