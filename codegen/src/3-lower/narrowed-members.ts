import { typeTextFor } from "../1-read/type-text.ts"
import { ts } from "../1-read/syntax.ts"
import { accessOf } from "../1-read/assignment-target.ts"
import type { Variable } from "../2-analyze/variable.ts"
import type { DraftSegment } from "./draft.ts"
import type { Before } from "./op.ts"
import type { Printing } from "./printing.ts"

/** What is known of a local or of a member of it beyond what is declared. */
interface Known {
  type?: string
  readonly members: Map<string, Known>
}

/** `a.b.c` of a local `a`, as its local and `["b", "c"]`. */
interface Path {
  readonly variable: Variable
  readonly names: readonly string[]
}

/**
 * The members of locals whose type is narrower where a segment first reads them than it is declared, because of a test or
 * an assignment before a wait; of those that the segment itself does not assign.
 */
export const narrowedMembers = (
  segment: DraftSegment,
  { lowering, use, context }: Printing,
  assigned: ReadonlySet<Variable>,
): ReadonlyMap<Variable, string> => {
  const { checker, references } = lowering.survey
  const pathOf = (node: ts.Expression): Path | undefined => {
    if (ts.isIdentifier(node)) {
      const variable = references.get(node)?.variable
      return variable === undefined || !use.frame.has(variable) ? undefined : { variable, names: [] }
    }
    const isPlain = ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.name) && !ts.isOptionalChain(node)
    const receiver = isPlain ? pathOf(node.expression) : undefined
    return receiver && isPlain ? { ...receiver, names: [...receiver.names, node.name.text] } : undefined
  }
  const reads = new Map<string, { readonly path: Path; readonly node: ts.PropertyAccessExpression }>()
  const writes = new Set<string>()
  const visit = (node: ts.Node, before: Before | undefined): void => {
    if (ts.isFunctionLike(node) || ts.isTypeNode(node)) return
    const replacement = node === before?.node ? before.replacement : lowering.replacements.get(node)
    if (replacement?.kind === "given" || replacement?.kind === "variable") return
    if (replacement?.kind === "instead") return visit(replacement.node, before)
    const path = ts.isPropertyAccessExpression(node) ? pathOf(node) : undefined
    if (path !== undefined && ts.isPropertyAccessExpression(node)) {
      const key = keyOf(path)
      if (accessOf(node).writes || ts.isDeleteExpression(node.parent)) writes.add(key)
      if (!reads.has(key)) reads.set(key, { path, node })
    }
    ts.forEachChild(node, (child) => visit(child, before))
  }
  for (const op of segment.ops) for (const node of op.nodes) visit(node, op.before)
  const found = new Map<Variable, Known>()
  for (const { path, node } of reads.values()) {
    const { variable, names } = path
    if (assigned.has(variable) || isWritten(path, writes)) continue
    const text = narrowerText(node)
    if (text === undefined) continue
    const known = found.get(variable) ?? { members: new Map() }
    found.set(variable, known)
    put(known, names, text)
  }
  return new Map([...found].map(([variable, known]) => [variable, knownText(known)]))

  /** The type of a member where it is read, when that is narrower than it is declared. */
  function narrowerText(node: ts.PropertyAccessExpression): string | undefined {
    const symbol = checker.getSymbolAtLocation(node.name)
    if (symbol === undefined) return undefined
    const declared = checker.getTypeOfSymbol(symbol)
    const type = checker.getTypeAtLocation(node)
    if (type.flags & (ts.TypeFlags.Never | ts.TypeFlags.Any) || declared.flags & ts.TypeFlags.Any) return undefined
    if (checker.isTypeAssignableTo(declared, type)) return undefined
    const text = typeTextFor(type, { name: node.getText(), at: node }, context.imports, context.naming)
    return text.ok ? text.text : undefined
  }
}

const keyOf = ({ variable, names }: Path): string => [String(variable.declaration.pos), ...names].join(".")

/** Whether a path, or one that leads to it, is assigned. */
const isWritten = ({ variable, names }: Path, writes: ReadonlySet<string>): boolean =>
  names.some((_, index) => writes.has(keyOf({ variable, names: names.slice(0, index + 1) })))

const put = (known: Known, [name, ...rest]: readonly string[], text: string): void => {
  if (name === undefined) {
    known.type ??= text
    return
  }
  const member = known.members.get(name) ?? { members: new Map() }
  known.members.set(name, member)
  put(member, rest, text)
}

const knownText = ({ type, members }: Known): string => {
  const inner = [...members].map(([name, known]) => `${name}: ${knownText(known)}`).join("; ")
  if (type === undefined) return `{ ${inner} }`
  return inner === "" ? type : `(${type}) & { ${inner} }`
}
