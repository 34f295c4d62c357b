import { isWritten, type WrittenWhere } from "../1-read/event-source.ts"
import { placeOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import { bareExpression } from "../1-read/bare-expression.ts"
import { type AwaitMeaning, begunCallsOf, firstOf, waitedCallsOf } from "../2-analyze/await-meaning.ts"
import type { DirectCall } from "../2-analyze/given-function.ts"
import type { Survey } from "../2-analyze/survey.ts"
import { symbolOf } from "../2-analyze/symbol-of.ts"
import { answerOf } from "../2-analyze/where-parts.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import { constantOf } from "./constant-condition.ts"

/**
 * Warns of a `where` that asks nothing of the event, of an `onTimeout` for a time that is never over, and of a wait that
 * takes events behind the back of its run.
 */
export const eventWaits = (survey: Survey): readonly Diagnostic[] => {
  const meanings = [...survey.awaits.values(), ...survey.begun.values()]
  return [...uselessOptions(meanings, survey.checker), ...meanings.flatMap((meaning) => goingOn(meaning, survey))]
}

/** Waits with callbacks that lose their race are not closed: the callbacks are still to be called. */
const goingOn = (meaning: AwaitMeaning, survey: Survey): readonly Diagnostic[] => {
  if (meaning.kind === "through") return goingOn(meaning.inner, survey)
  if (!("policy" in meaning) || (meaning.policy !== "race" && meaning.policy !== "any")) return []
  return branchesOf(meaning, survey).flatMap((branch) => {
    const first = firstOf(branch)
    if (branch.kind !== "chain" || first.kind !== "event") return []
    return [diagnostic("SW4119", placeOf(first.event.call), { event: first.event.name })]
  })
}

const branchesOf = (meaning: AwaitMeaning, survey: Survey): readonly DirectCall[] => {
  if (meaning.kind === "join") return meaning.branches
  const list = meaning.kind === "gather" ? bareExpression(meaning.list) : undefined
  if (list === undefined || !ts.isArrayLiteralExpression(list)) return []
  return list.elements.flatMap((element) => {
    const begun = survey.begun.get(begunAt(bareExpression(element), survey))
    return begun === undefined ? [] : waitedCallsOf(begun)
  })
}

/** What begins a promise that nothing but this asks for, and of which each turn of a loop has its own; else the node itself. */
const begunAt = (node: ts.Expression, { references }: Survey): ts.Node => {
  const variable = references.get(node)?.variable
  const declared = variable?.declaration.parent
  if (declared === undefined || !ts.isVariableDeclaration(declared) || declared.initializer === undefined) return node
  const isAskedElsewhere = [...references].some(([other, { variable: its }]) => its === variable && other !== node)
  return isAskedElsewhere || turnOf(declared) !== turnOf(node) ? node : bareExpression(declared.initializer)
}

/** The innermost loop or function around a node. */
const turnOf = (node: ts.Node): ts.Node | undefined =>
  ts.findAncestor(node, (above) => ts.isFunctionLike(above) || ts.isIterationStatement(above, false))

const uselessOptions = (meanings: readonly AwaitMeaning[], checker: ts.TypeChecker): readonly Diagnostic[] =>
  meanings.flatMap(begunCallsOf).flatMap((call) => {
    const first = firstOf(call)
    if (first.kind !== "event") return []
    const { where, timeout, evaluated } = first.event
    const onTimeout = evaluated.find(({ key }) => key === "onTimeout")
    return [
      ...(where !== undefined && isWritten(where) ? constantWhere(where, checker) : []),
      ...(onTimeout !== undefined && timeout === undefined
        ? [diagnostic("SW4118", placeOf(onTimeout.value), { event: first.event.name })]
        : []),
    ]
  })

const constantWhere = (where: WrittenWhere, checker: ts.TypeChecker): readonly Diagnostic[] => {
  const problem = problemOf(where, checker)
  return problem === undefined ? [] : [diagnostic("SW4117", placeOf(where), { problem })]
}

const problemOf = (where: WrittenWhere, checker: ts.TypeChecker): string | undefined => {
  const answer = answerOf(where)
  const constant = answer && constantOf(answer)
  if (constant === true) return "is always `true`: every event of this name is meant"
  if (constant === false) return "is always `false`: no event is ever meant"
  return where.body !== undefined && !namesEvent(where.body, where, checker)
    ? "does not look at the event: all of this name are meant, or none"
    : undefined
}

const namesEvent = (node: ts.Node, where: WrittenWhere, checker: ts.TypeChecker): boolean => {
  const symbol = ts.isIdentifier(node) ? symbolOf(node, checker) : undefined
  const [parameter] = where.parameters
  const isIt = symbol?.declarations?.some((each) => ts.findAncestor(each, (above) => above === parameter) !== undefined)
  return isIt === true || (ts.forEachChild(node, (child) => namesEvent(child, where, checker) || undefined) ?? false)
}
