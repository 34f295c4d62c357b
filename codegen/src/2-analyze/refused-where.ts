import { type EventSource, isWritten, type WrittenWhere } from "../1-read/event-source.ts"
import { placeOf, spanOf } from "../1-read/place-of.ts"
import { storable, storableReason } from "../1-read/storable.ts"
import { ts } from "../1-read/syntax.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import { changesOutside, rootName } from "./changes-outside.ts"
import type { EventCall } from "./given-function.ts"
import { refusedSchema } from "./refused-schema.ts"
import { unrecordedIn } from "./refused-helpers.ts"
import { symbolOf } from "./symbol-of.ts"
import { localsIn } from "./where-parts.ts"

/** Refuses what a wait may not ask of its event: the engine asks it apart from the run, at any time. */
export const refusedEvent = ({ event }: EventCall, checker: ts.TypeChecker): readonly Diagnostic[] => [
  ...refusedWhere(event, checker),
  ...refusedSchema(event.schema, "SW2304", checker),
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
  const root = rootName(where)
  if (root === undefined) return hidden("is neither a function nor the name of one")
  const declaration = symbolOf(root, checker)?.declarations?.[0]
  const isLocal = declaration !== undefined && ts.findAncestor(declaration.parent, ts.isFunctionLike) !== undefined
  return isLocal ? hidden(`is the name of something inside a function, \`${root.text}\``) : []
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

const changes = (where: WrittenWhere, checker: ts.TypeChecker): readonly Diagnostic[] =>
  changesOutside(where, checker).map((target) => {
    const problem = `changes \`${target.getText().replaceAll(/\s+/g, " ").slice(0, 60)}\``
    const remedy = "Change it in the body of the workflow, before the wait or behind it."
    return diagnostic("SW2303", placeOf(target), { problem, remedy })
  })

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
