import { bareExpression, isWrapper } from "../1-read/bare-expression.ts"
import { placeOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import {
  type AwaitMeaning,
  begunMembersOf,
  functionsOfGroup,
  type StepCall,
  waitedCallsOf,
} from "../2-analyze/await-meaning.ts"
import { canComplete } from "../2-analyze/completes.ts"
import {
  type ChainedCall,
  type DirectCall,
  type GroupCall,
  keyOfHelper,
  type KnownHelper,
} from "../2-analyze/given-function.ts"
import { throwsAsItIs } from "../2-analyze/group-options.ts"
import type { Survey } from "../2-analyze/survey.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import { failureTagsOf } from "./failure-tags.ts"
import { passesOn } from "./passes-on.ts"

/** What is known of the function of a helper. */
export type SurveyOf = (helper: KnownHelper) => Survey | undefined

/**
 * Warns of errors that a step declares and that leave the workflow unannounced: no `catch` on their way handles them, in
 * the helpers that they pass neither, and the workflow does not declare them itself.
 */
export const unhandledFailures = (survey: Survey, surveyOf: SurveyOf): Diagnostic[] => {
  const { body, checker } = survey
  const call = ts.findAncestor(body, ts.isCallExpression)
  // What leaves a helper is handled where the helper is called.
  const isWorkflow = call?.arguments.some((argument) => bareExpression(argument) === body) === true
  const announced = isWorkflow ? failureTagsOf(checker.getTypeAtLocation(call), checker) : undefined
  if (announced === undefined) return []
  return leaving(survey, { surveyOf, known: new Map() }).flatMap(({ at, stepCall, tags }) => {
    const left = tags.filter((tag) => !announced.includes(tag))
    return left.length === 0 ? [] : [reportOf(at, stepCall, left)]
  })
}

/** Declared errors of a step's call that nothing in a body handles, and the call in that body that they come out of. */
interface Failing {
  readonly at: ts.CallExpression
  readonly stepCall: StepCall
  readonly tags: readonly string[]
}

interface Looking {
  readonly surveyOf: SurveyOf
  /** What leaves the helpers that were looked at; nothing as long as one is: it comes out of a call of itself already. */
  readonly known: Map<string, readonly Failing[]>
}

const leaving = ({ awaits, begun, body, checker }: Survey, looking: Looking): readonly Failing[] => {
  const found = new Map<string, Failing>()
  for (const [node, meaning] of [...awaits, ...begun]) {
    for (const each of thrownFrom(node, meaning).flatMap((thrown) => failing(thrown, looking, checker))) {
      const { at, stepCall } = each
      const tags = each.tags.filter((tag) => !isHandled(node, { tag, checker, body }))
      const key = `${at.pos} ${stepCall.call.getSourceFile().fileName} ${stepCall.call.pos}`
      if (tags.length > 0) found.set(key, { at, stepCall, tags })
    }
  }
  return [...found.values()]
}

const failing = (thrown: DirectCall | PassedHelper, looking: Looking, checker: ts.TypeChecker): readonly Failing[] => {
  const { call, kind } = thrown
  if (kind === "sleep" || kind === "event" || kind === "run") return []
  if (kind === "validate") return thrown.validators.flatMap((validator) => failing(validator, looking, checker))
  if (kind === "step") {
    return [
      { at: call, stepCall: thrown, tags: failureTagsOf(checker.getTypeAtLocation(thrown.callee), checker) ?? [] },
    ]
  }
  if (kind === "chain") return failingChain(thrown, looking, checker)
  if (kind === "group") return failingGroup(thrown, looking, checker)
  return leavingHelper(thrown.helper, looking).map(({ stepCall, tags }) => ({ at: call, stepCall, tags }))
}

/** What its members throw comes out of a group as it is, unless it counts or gathers them. */
const failingGroup = (group: GroupCall, looking: Looking, checker: ts.TypeChecker): readonly Failing[] => {
  if (!throwsAsItIs(group, checker)) return []
  const inside = functionsOfGroup(group).flatMap((helper) => leavingHelper(helper, looking))
  return [
    ...begunMembersOf(group).flatMap((begun) => failing(begun, looking, checker)),
    ...inside.map(({ stepCall, tags }) => ({ at: group.call, stepCall, tags })),
  ]
}

/** What is thrown before a `catch` does not come out of it; what its callback throws does. */
const failingChain = (
  { call, of, callbacks }: ChainedCall,
  looking: Looking,
  checker: ts.TypeChecker,
): readonly Failing[] => {
  const isCaught = of.kind === "promise" || callbacks.some(({ on }) => on === "catch")
  const inside = callbacks.flatMap(({ helper }) => leavingHelper(helper, looking))
  return [
    ...(isCaught ? [] : failing(of, looking, checker)),
    ...inside.map(({ stepCall, tags }) => ({ at: call, stepCall, tags })),
  ]
}

const leavingHelper = (helper: KnownHelper, looking: Looking): readonly Failing[] => {
  const key = keyOfHelper(helper)
  const survey = looking.surveyOf(helper)
  const before = looking.known.get(key)
  if (survey === undefined && before === undefined) return []
  if (before === undefined) looking.known.set(key, [])
  const inside = before ?? (survey === undefined ? [] : leaving(survey, looking))
  looking.known.set(key, inside)
  return inside
}

/** The helper of `items.map(helper)`. */
interface PassedHelper {
  readonly kind: "passed"
  readonly call: ts.CallExpression
  readonly helper: KnownHelper
}

/** The calls whose errors come out of an `await` as they are. */
const thrownFrom = (node: ts.Node, meaning: AwaitMeaning): readonly (DirectCall | PassedHelper)[] => {
  if (!ts.isAwaitExpression(node) && !isReturned(node)) return []
  if ("policy" in meaning && (meaning.policy === "allSettled" || meaning.policy === "any")) return []
  const passed = meaning.kind === "each" && !("kind" in meaning.inner) ? meaning.inner : undefined
  return passed === undefined || meaning.kind !== "each"
    ? waitedCallsOf(meaning)
    : [{ kind: "passed", call: meaning.map, helper: passed }]
}

const reportOf = (at: ts.CallExpression, { call, step }: StepCall, tags: readonly string[]): Diagnostic => {
  const failures = tags.map((tag) => `\`${tag}\``).join(" and ")
  return diagnostic("SW4103", placeOf(at), { step: step.name, failures }, [
    ...(at === call ? [] : [{ ...placeOf(call), label: "called here" }]),
    { ...placeOf(errorsOf(step.call) ?? step.declaration.name), label: "declared here" },
  ])
}

interface Way {
  readonly tag: string
  readonly checker: ts.TypeChecker
  readonly body: ts.Node
}

/** An async function fails as the promise does that it returns. */
const isReturned = ({ parent }: ts.Node): boolean =>
  ts.isReturnStatement(parent) || ts.isArrowFunction(parent) || (isWrapper(parent) && isReturned(parent))

/** Whether a `catch`, or a jump out of a `finally`, ends the way of an error that is thrown at a node. */
const isHandled = (node: ts.Node, { tag, checker, body }: Way): boolean => {
  // What is not awaited fails when the function is over.
  if (!ts.isAwaitExpression(node)) return false
  for (let at: ts.Node = node; at !== body; at = at.parent) {
    const { parent } = at
    if (!ts.isTryStatement(parent)) continue
    const { tryBlock, catchClause, finallyBlock } = parent
    if (at === tryBlock && catchClause !== undefined && !passesOn(catchClause, tag, checker)) return true
    if (at !== finallyBlock && finallyBlock !== undefined && !canComplete(finallyBlock)) return true
  }
  return false
}

/** `errors: [SoldOut]` in the options of a step. */
const errorsOf = ({ arguments: [, options] }: ts.CallExpression): ts.Node | undefined =>
  options !== undefined && ts.isObjectLiteralExpression(options)
    ? options.properties.find(({ name }) => name?.getText() === "errors")
    : undefined
