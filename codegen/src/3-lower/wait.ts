import { bareExpression } from "../1-read/bare-expression.ts"
import { ts } from "../1-read/syntax.ts"
import { type AwaitMeaning, begunCallsOf, firstOf, helpersOf, operandsOf } from "../2-analyze/await-meaning.ts"
import type { BegunCall, DirectCall, KnownHelper } from "../2-analyze/given-function.ts"
import type { Variable } from "../2-analyze/variable.ts"
import { checkEvents } from "./check-events.ts"
import { checkCallbacks } from "./check-callbacks.ts"
import { checkDetached } from "./check-detached.ts"
import { checkResults } from "./check-results.ts"
import { commandNodes, commandText, partText } from "./command-text.ts"
import type { DraftStarted, DraftWait } from "./draft.ts"
import { lowerExpression } from "./expression.ts"
import { givenType } from "./given-type.ts"
import { addState, emit, exitOf, goOn, type Lowering, nameAfter, openGiven, openSegment } from "./lowering.ts"
import { lowerOperands } from "./operands.ts"
import { handedOver, planOf } from "./procedure-plan.ts"
import { checkValidators, lowerValidators } from "./validators.ts"
import { keyOf, waitFor, writtenId } from "./wait-name.ts"

/** `await`: the segment ends with a command, a wait follows, and what it answers is given to the next segment. */
export const lowerAwait = (lowering: Lowering, node: ts.AwaitExpression, used: boolean): void => {
  const meaning = lowering.survey.awaits.get(node)
  if (meaning === undefined) return // it is refused already
  const inTurn = meaning.kind === "validate" && meaning.validators.length > 0 ? meaning : undefined
  if (inTurn === undefined) checkValidators(lowering, meaning)
  checkEvents(lowering, meaning, false)
  askFor(lowering, meaning, node)
  const wait: DraftWait = { kind: "wait", ...stateOf(lowering, meaning), done: { fromWait: true } }
  addState(lowering, wait, [exitOf(openSegment(lowering), "next")])
  goOn(lowering, [wait.done], nameAfter(wait, node))
  if (inTurn !== undefined) return lowerValidators(lowering, inTurn, node, used)
  if (!used) return
  openGiven(lowering, { type: givenType(meaning, node, false) })
  lowering.replacements.set(node, { kind: "given" })
}

/** A call that begins something which is awaited later: the next segment is given its promise. */
export const lowerBegun = (lowering: Lowering, node: ts.Expression, meaning: AwaitMeaning, used = true): void => {
  checkEvents(lowering, meaning, true)
  checkValidators(lowering, meaning)
  askFor(lowering, meaning, node)
  const started: DraftStarted = { kind: "started", ...stateOf(lowering, meaning), next: { fromWait: true } }
  addState(lowering, started, [exitOf(openSegment(lowering), "next")])
  goOn(lowering, [started.next], nameAfter(started, node))
  if (!used) return
  openGiven(lowering, { type: givenType(meaning, node, true) })
  lowering.replacements.set(node, { kind: "given" })
}

/** Ends the segment with the command. */
const askFor = (lowering: Lowering, meaning: AwaitMeaning, node: ts.Expression): void => {
  lowerArguments(lowering, meaning)
  checkCallbacks(lowering, meaning)
  checkDetached(lowering, meaning)
  checkResults(lowering, meaning, node)
  emit(lowering, {
    role: "command",
    before: { node, replacement: undefined },
    nodes: commandNodes(meaning),
    reads: [
      ...helpersOf(meaning).flatMap((helper) => capturesOf(lowering, helper)),
      ...begunCallsOf(meaning).flatMap((begun) => givenTo(lowering, begun)),
    ],
    exits: ["next"],
    ends: true,
    print: (text) => `return ${commandText(meaning, text, node)}`,
  })
}

const stateOf = (lowering: Lowering, meaning: AwaitMeaning) => ({
  key: keyOf(meaning),
  isWritten: isWritten(meaning),
  name: keyOf(meaning),
  parent: lowering.region,
  node: meaning.kind === "promise" ? meaning.value : meaning.call,
  for: waitFor(meaning, (helper) => planOf(helper, lowering.plans).name, lowering.survey.checker),
})

const isWritten = (meaning: AwaitMeaning): boolean => {
  const first = meaning.kind === "chain" ? firstOf(meaning) : meaning
  if (first.kind === "validate") return first.validation.id !== undefined
  return (first.kind === "step" || first.kind === "run") && writtenId(first.callee) !== undefined
}

const lowerArguments = (lowering: Lowering, meaning: AwaitMeaning): void => {
  switch (meaning.kind) {
    case "step":
    case "validate":
    case "sleep":
    case "event":
    case "call":
    case "chain":
    case "group":
    case "run":
      return lowerOperands(lowering, operandsOf(meaning))
    case "through":
      lowerOperands(lowering, meaning.passed)
      return begunInside(lowering, meaning.inner)
    case "join":
      return lowerOperands(lowering, meaning.branches.flatMap(operandsOf))
    case "gather":
      return lowerExpression(lowering, meaning.list)
    case "promise":
      return lowerExpression(lowering, meaning.value)
    case "handle":
      return lowerOperands(lowering, meaning.passed)
    case "use":
      return lowerOperands(lowering, [meaning.handle, ...meaning.passed])
    case "each":
    case "many": {
      const items = bareExpression(meaning.map.expression)
      // The call itself is what is begun: only what it goes over is evaluated before.
      if (ts.isPropertyAccessExpression(items)) lowerExpression(lowering, items.expression)
      const { inner } = meaning
      const node = "kind" in inner ? inner.call : meaning.map.arguments[0]
      if (node === undefined) return
      lowering.replacements.set(node, {
        kind: "rewritten",
        reads: helpersOf(meaning).flatMap((helper) => capturesOf(lowering, helper)),
        print: (text) => partText(inner, text),
      })
    }
  }
}

/** What a function that is written out begins is written as a command. */
const begunInside = (lowering: Lowering, inner: BegunCall): void => {
  const helper = inner.kind === "call" ? [inner.helper] : []
  lowering.replacements.set(inner.call, {
    kind: "rewritten",
    reads: helper.flatMap((each) => capturesOf(lowering, each)),
    print: (text) => partText(inner, text),
  })
}

/** The locals that the `where` of an event reads, which are taken down as they are now. */
const givenTo = ({ survey }: Lowering, begun: DirectCall): readonly Variable[] => {
  const first = firstOf(begun)
  return first.kind === "event" ? first.parts.given.flatMap(({ symbol }) => survey.bySymbol.get(symbol) ?? []) : []
}

const capturesOf = ({ plans, survey }: Lowering, helper: KnownHelper): readonly Variable[] =>
  handedOver(planOf(helper, plans), survey).flatMap(({ own }) => own ?? [])
