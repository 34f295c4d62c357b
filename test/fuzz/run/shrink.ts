import { simplest } from "../grammar/leaf.ts"
import { type Part, type Piece, piece, printPiece } from "../grammar/tree.ts"
import { compileBatch } from "./compile-batch.ts"
import { type Fault, judge } from "./judge.ts"

const perRound = 60
const mostRounds = 60

/** Makes a program smaller for as long as the same is wrong with it. */
export const shrink = async (program: Piece, fault: Fault, plans: number): Promise<Piece> => {
  let current = program
  let offset = 0
  for (let round = 0; round < mostRounds; round++) {
    const all = smaller(current).toSorted((a, b) => printPiece(a).length - printPiece(b).length)
    const candidates = all.slice(offset, offset + perRound)
    if (candidates.length === 0) return current
    const found = await firstWith(candidates, fault, plans)
    if (found === undefined) offset += perRound
    else {
      current = found
      offset = 0
    }
  }
  return current
}

const firstWith = async (candidates: readonly Piece[], fault: Fault, plans: number): Promise<Piece | undefined> => {
  const built = await compileBatch(candidates.map((body, at) => ({ name: `p${at}`, body: printPiece(body) })))
  for (const [at, each] of built.entries()) {
    const judged = await judge(each, plans, at)
    if (judged.fault?.kind === fault.kind) return candidates[at]
  }
  return undefined
}

/** Programs that are one change smaller. */
const smaller = (program: Piece): Piece[] => {
  const text = printPiece(program)
  const unique = new Map<string, Piece>()
  for (const candidate of changes(program)) {
    const printed = printPiece(candidate)
    if (printed.length < text.length) unique.set(printed, candidate)
  }
  return [...unique.values()]
}

const changes = (whole: Piece): Piece[] => {
  const inside = whole.parts.flatMap((part, at) => {
    const child = pieceOf(part)
    if (child === undefined) return []
    const put = (next: readonly Part[]): Piece => ({
      ...whole,
      parts: [...whole.parts.slice(0, at), ...next, ...whole.parts.slice(at + 1)],
    })
    const deeper = changes(child).map((next) =>
      put([typeof part === "object" && "slot" in part ? { ...part, slot: next } : next]),
    )
    return [
      ...leftOut(child).map(put),
      ...instead(child).map((next) =>
        put([typeof part === "object" && "slot" in part ? { ...part, slot: next } : next]),
      ),
      ...deeper,
    ]
  })
  if (whole.sort !== "block" || whole.parts.length < 3) return inside
  const half = Math.floor(whole.parts.length / 2)
  return [{ ...whole, parts: whole.parts.slice(0, half) }, { ...whole, parts: whole.parts.slice(half) }, ...inside]
}

const pieceOf = (part: Part): Piece | undefined =>
  typeof part === "string" ? undefined : "slot" in part ? part.slot : part

/** What may stand in a list in place of a piece: nothing, or what is in it. */
const leftOut = (child: Piece): (readonly Part[])[] => {
  if (child.sort === "optional") return [[]]
  if (child.sort !== "statement" && child.sort !== "block") return []
  const inner = child.parts.flatMap((part) => {
    const piece_ = pieceOf(part)
    return piece_ === undefined ? [] : [piece_]
  })
  const blocks = inner.flatMap((each) =>
    each.sort === "block"
      ? [each]
      : each.parts.flatMap((part) => (pieceOf(part)?.sort === "block" ? [pieceOf(part) as Piece] : [])),
  ) // filtered just before
  return child.sort === "statement" ? [[], ...blocks.map(({ parts }) => parts)] : []
}

/** What may stand in place of an expression: a part of it of the same sort, or the simplest value. */
const instead = (child: Piece): Piece[] => {
  const simple = simplest[child.sort]
  if (simple === undefined) return []
  return [piece(child.sort, [simple]), ...descendants(child).filter(({ sort }) => sort === child.sort)]
}

const descendants = (whole: Piece): Piece[] =>
  whole.parts.flatMap((part) => {
    const child = pieceOf(part)
    return child === undefined ? [] : [child, ...descendants(child)]
  })
