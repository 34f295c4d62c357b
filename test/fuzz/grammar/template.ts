import type { Kind, Local } from "./scope.ts"
import { jump } from "./jump.ts"
import { type Part, type Piece, piece, slot } from "./tree.ts"
import type { Writer } from "./writer.ts"

/**
 * A piece of a program with holes: `«num»` an expression, `«num.1»` one that binds as tightly as its level says, `«=num»` a
 * local that may be assigned to, `«@box»` any local, `«let a:num»` and `«const a:num»` a new local, seen after the
 * statement, `«in a:num»` one that is seen in the statement only, `«a»` its name again, `«{}»` a block, `«loop{}»` the body of
 * a loop, `«jump»`, `«#»` a number of its own.
 */
export type Template = string

/** Fills a template; `undefined` where the scope has no local of a kind that it wants. */
export const fill = (writer: Writer, sort: string, template: Template): Piece | undefined => {
  const { scope } = writer
  if (!template.includes("«in ")) return fillHere(writer, sort, template)
  return scope.inside(() => fillHere(writer, sort, template))
}

const fillHere = (writer: Writer, sort: string, template: Template): Piece | undefined => {
  const { scope, random } = writer
  const names = new Map<string, string>()
  const later: Local[] = []
  const parts: Part[] = []
  const number = writer.next++
  for (const [at, text] of template.split(/[«»]/).entries()) {
    if (at % 2 === 0) {
      parts.push(text)
      continue
    }
    const made = /^(let|const|in) (\w+):(\w+)$/.exec(text)
    if (made !== null) {
      const [, word = "", name = "", kind = ""] = made
      const chosen = scope.newName(random)
      names.set(name, chosen)
      // Templates name kinds only.
      const local = { name: chosen, kind: kind as Kind, mutable: word === "let" }
      if (word === "in") scope.declare(local)
      else later.push(local)
      parts.push(chosen)
      continue
    }
    const part = fillHole(writer, text, { names, number })
    if (part === undefined) return undefined
    parts.push(part)
  }
  for (const local of later) scope.declare(local)
  return piece(sort, parts, 0)
}

interface Known {
  readonly names: ReadonlyMap<string, string>
  readonly number: number
}

const fillHole = (writer: Writer, hole: string, { names, number }: Known): Part | undefined => {
  const { scope, random } = writer
  const known = names.get(hole)
  if (known !== undefined) return known
  if (hole === "#") return String(number)
  if (hole === "{}") return deeper(writer, () => writer.block())
  if (hole === "loop{}") return deeper(writer, () => inLoop(writer, () => writer.block()))
  if (hole === "jump") return jump(writer)
  if (hole.startsWith("=") || hole.startsWith("@")) {
    const local = scope.pick(random, ({ kind, mutable }) => kind === hole.slice(1) && (mutable || hole.startsWith("@")))
    return local === undefined ? undefined : piece(local.kind, [local.name])
  }
  const [kind = "", level] = hole.split(".")
  // Templates name kinds only.
  return slot(
    writer.expression(kind as Kind, random.below(writer.flavour === "expressions" ? 3 : 2)),
    Number(level ?? 4),
  )
}

const deeper = (writer: Writer, write: () => Piece): Piece => {
  writer.depth++
  try {
    return write()
  } finally {
    writer.depth--
  }
}

const inLoop = (writer: Writer, write: () => Piece): Piece => {
  writer.targets.push({ label: undefined, isLoop: true })
  writer.loops++
  try {
    return write()
  } finally {
    writer.targets.pop()
    writer.loops--
  }
}
