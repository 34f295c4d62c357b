import { bareExpression } from "../1-read/bare-expression.ts"
import { type EventSource, isWritten, type WrittenWhere } from "../1-read/event-source.ts"
import { placeOf, spanOf } from "../1-read/place-of.ts"
import { storable, storableReason } from "../1-read/storable.ts"
import { ts } from "../1-read/syntax.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import { accessOf } from "../1-read/assignment-target.ts"
import type { EventCall } from "./given-function.ts"
import { mutationOf } from "./mutation.ts"
import { recordedUse } from "./recorded-use.ts"
import { unrecordedIn } from "./refused-helpers.ts"
import { symbolOf } from "./symbol-of.ts"
import { localsIn } from "./where-parts.ts"

/** Refuses what a wait may not ask of its event: the engine asks it apart from the run, at any time. */
export const refusedEvent = ({ event }: EventCall, checker: ts.TypeChecker): readonly Diagnostic[] => [
  ...refusedWhere(event, checker),
  ...refusedSchema(event, checker),
  ...event.evaluated.flatMap(({ key, value }) =>
    key === "onTimeout" ? unstorable("onTimeout", value, event, checker) : [],
  ),
]

const refusedWhere = (event: EventSource, checker: ts.TypeChecker): readonly Diagnostic[] => {
  const { where } = event
  if (where === undefined) return []
  const timed = unrecordedIn(where, "Ask for it before the wait, and compare with that.", checker)
  if (!isWritten(where)) return [...refusedName(where, checker), ...timed]
  return [...refusedForm(where), ...changes(where, checker), ...refusedLocals(event, where, checker), ...timed]
}

/** The name of a function at module level. */
const refusedName = (where: ts.Expression, checker: ts.TypeChecker): readonly Diagnostic[] => {
  const hidden = (problem: string): readonly Diagnostic[] => [diagnostic("SW2302", placeOf(where), { problem })]
  const root = rootOf(where)
  if (root === undefined) return hidden("is neither a function nor the name of one")
  const declaration = symbolOf(root, checker)?.declarations?.[0]
  const isLocal = declaration !== undefined && ts.findAncestor(declaration.parent, ts.isFunctionLike) !== undefined
  return isLocal ? hidden(`is the name of something inside a function, \`${root.text}\``) : []
}

const rootOf = (expression: ts.Expression): ts.Identifier | undefined => {
  const bare = bareExpression(expression)
  if (ts.isPropertyAccessExpression(bare)) return rootOf(bare.expression)
  return ts.isIdentifier(bare) ? bare : undefined
}

const refusedForm = (where: WrittenWhere): readonly Diagnostic[] => {
  const more = (at: ts.Node, problem: string, remedy: string): readonly Diagnostic[] => [
    diagnostic("SW2303", placeOf(at), { problem, remedy }),
  ]
  const [event, extra] = where.parameters
  if (extra !== undefined) return more(extra, "takes more than the event", "Take the event alone.")
  if (event?.dotDotDotToken !== undefined) return more(event, "takes a list", "Take the event itself.")
  if (where.asteriskToken !== undefined) return more(where, "is a generator", "Answer with `true` or `false`.")
  const isAsync = where.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false
  return isAsync ? more(where, "waits itself", "Wait for what it needs before, and compare with that.") : []
}

/** What it assigns, or changes by a method, that is not its own. */
const changes = (where: WrittenWhere, checker: ts.TypeChecker): readonly Diagnostic[] => {
  const found: Diagnostic[] = []
  const isOwn = (root: ts.Identifier | undefined): boolean => {
    const symbol = root && symbolOf(root, checker)
    const declaration = symbol?.declarations?.[0]
    // The event belongs to all who are asked about it.
    if (declaration === undefined || ts.findAncestor(declaration, ts.isParameter) !== undefined) return false
    return ts.findAncestor(declaration, (above) => above === where) !== undefined
  }
  const refuse = (target: ts.Node): void => {
    const root = ts.isExpression(target) ? rootOf(target) : undefined
    if (isOwn(root)) return
    const problem = `changes \`${target.getText().replaceAll(/\s+/g, " ").slice(0, 60)}\``
    const remedy = "Change it in the body of the workflow, before the wait or behind it."
    found.push(diagnostic("SW2303", placeOf(target), { problem, remedy }))
  }
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return
    const mutation = mutationOf(node, checker)
    if (mutation.kind === "grows" || mutation.kind === "changes") refuse(mutation.receiver)
    else if (ts.isIdentifier(node) && accessOf(node).writes) refuse(node)
    ts.forEachChild(node, visit)
  }
  if (where.body !== undefined) visit(where.body)
  return found
}

/** What it reads of the run is stored with the wait. */
const refusedLocals = (event: EventSource, where: WrittenWhere, checker: ts.TypeChecker): readonly Diagnostic[] =>
  localsIn([where], where, checker).flatMap(({ first }) => {
    const isFunction = checker.getTypeAtLocation(first).getCallSignatures().length > 0
    if (!isFunction) return unstorable(first.text, first, event, checker)
    const problem = `uses \`${first.text}\`, a function inside the workflow`
    return [
      diagnostic("SW2303", placeOf(first), {
        problem,
        remedy: `Declare \`${first.text}\` at module level, or write here what it does.`,
      }),
    ]
  })

const unstorable = (
  name: string,
  value: ts.Expression,
  { call }: EventSource,
  checker: ts.TypeChecker,
): readonly Diagnostic[] => {
  const type = checker.getTypeAtLocation(value)
  const found = storable(type, checker)
  if (found.ok) return []
  const line = String(spanOf(call).line)
  const parameters = { name, type: checker.typeToString(type), line, reason: storableReason(name, found) }
  return [diagnostic("SW3101", placeOf(value), parameters, [{ ...placeOf(call), label: "stored with this wait" }])]
}

/** The machine makes the schema when it is loaded. */
const refusedSchema = ({ schema }: EventSource, checker: ts.TypeChecker): readonly Diagnostic[] => {
  if (schema === undefined) return []
  const found = firstOfRun(schema, schema, checker)
  return found === undefined ? [] : [diagnostic("SW2304", placeOf(found.at), { what: found.what })]
}

interface OfRun {
  readonly at: ts.Node
  readonly what: string
}

const firstOfRun = (node: ts.Node, schema: ts.Node, checker: ts.TypeChecker): OfRun | undefined => {
  if (ts.isTypeNode(node)) return undefined
  if (recordedUse(node, checker) !== undefined) return { at: node, what: "time or chance" }
  if (ts.isAwaitExpression(node)) return { at: node, what: "what is awaited" }
  const symbol = ts.isIdentifier(node) ? symbolOf(node, checker) : undefined
  const declaration = symbol?.declarations?.[0]
  const isLocal =
    declaration !== undefined &&
    ts.findAncestor(declaration, (above) => above === schema) === undefined &&
    ts.findAncestor(declaration.parent, ts.isFunctionLike) !== undefined
  if (isLocal) return { at: node, what: `\`${node.getText()}\`` }
  return ts.forEachChild(node, (child) => firstOfRun(child, schema, checker))
}
