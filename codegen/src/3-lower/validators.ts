import { ts } from "../1-read/syntax.ts"
import { placeOf } from "../1-read/place-of.ts"
import { type AwaitMeaning, begunCallsOf, firstOf } from "../2-analyze/await-meaning.ts"
import type { ValidateCall } from "../2-analyze/given-function.ts"
import type { Variable } from "../2-analyze/variable.ts"
import { diagnostic } from "../diagnostic/diagnostic.ts"
import { define } from "./define.ts"
import type { DraftWait } from "./draft.ts"
import {
  addState,
  emit,
  exitOf,
  goOn,
  type Lowering,
  makeVariable,
  nameAfter,
  openGiven,
  openSegment,
} from "./lowering.ts"
import type { SegmentPrinter } from "./op.ts"
import { keyOf, waitFor, writtenId } from "./wait-name.ts"
import { transformText } from "./validation-text.ts"

/** Refuses validators where nothing but the promise of the whole is asked for: their calls follow each other. */
export const checkValidators = ({ diagnostics }: Lowering, meaning: AwaitMeaning): void => {
  for (const call of begunCallsOf(meaning).map(firstOf)) {
    if (call.kind !== "validate" || call.validators.length === 0) continue
    diagnostics.push(diagnostic("SW2413", placeOf(call.call), {}))
  }
}

/** What follows the first wait of `await validate(value, schema, { validators })`: each step in turn, then `transform`. */
export const lowerValidators = (
  lowering: Lowering,
  meaning: ValidateCall,
  node: ts.AwaitExpression,
  used: boolean,
): void => {
  const { checker } = lowering.survey
  const { validation, validators } = meaning
  const valid = validType(meaning, checker)
  const value = makeVariable(lowering, {
    kind: "temporary",
    name: `$${lowering.made.filter(({ kind }) => kind === "temporary").length + 1}`,
    node: validation.value,
    type: { kind: "types", types: [valid], isList: false },
  })
  openGiven(lowering, { type: { kind: "made", of: valid, at: validation.value } })
  emit(lowering, { nodes: [], defines: [value], print: (text) => define(text, value, text.given()) })
  for (const call of validators) {
    const ask = (text: SegmentPrinter) => `${text.abi("start")}(${text.node(call.callee)}, ${text.variable(value)})`
    askWith(lowering, {
      key: keyOf(call),
      isWritten: writtenId(call.callee) !== undefined,
      node: call.callee,
      isNamed: true,
      for: { kind: "step", step: call.step.name },
      value,
      ask,
    })
  }
  const { transform } = validation
  if (transform === undefined) {
    if (used) lowering.replacements.set(node, { kind: "variable", variable: value })
    return
  }
  const ask = (text: SegmentPrinter) =>
    `${text.abi("start")}(${text.validation(transformText(validation, transform, text))}, ${text.variable(value)})`
  const what = waitFor(meaning, () => "", checker)
  askWith(lowering, {
    key: `${keyOf(meaning)}_transform`,
    isWritten: false,
    node: transform,
    isNamed: false,
    for: what,
    value,
    ask,
  })
  if (!used) return
  openGiven(lowering, { type: { kind: "typed", node, isCopy: true } })
  lowering.replacements.set(node, { kind: "given" })
}

interface Asked {
  readonly key: string
  readonly isWritten: boolean
  readonly node: ts.Expression | ts.MethodDeclaration
  /** The node is evaluated with the command. */
  readonly isNamed: boolean
  readonly for: DraftWait["for"]
  readonly value: Variable
  readonly ask: (text: SegmentPrinter) => string
}

/** A wait whose command is no call of the author's. */
const askWith = (lowering: Lowering, { key, node, value, ask, ...asked }: Asked): void => {
  emit(lowering, {
    role: "command",
    nodes: ts.isExpression(node) && asked.isNamed ? [node] : [],
    reads: [value],
    exits: ["next"],
    ends: true,
    print: (text) => `return ${ask(text)}`,
  })
  const wait: DraftWait = {
    kind: "wait",
    key,
    name: key,
    isWritten: asked.isWritten,
    parent: lowering.region,
    node,
    for: asked.for,
    done: { fromWait: true },
  }
  addState(lowering, wait, [exitOf(openSegment(lowering), "next")])
  goOn(lowering, [wait.done], nameAfter(wait, node))
}

/** What the schema makes of the value: the first type that the call's options were given. */
const validType = ({ call }: ValidateCall, checker: ts.TypeChecker): ts.Type => {
  const options = checker.getResolvedSignature(call)?.parameters[2]
  const type = options && checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(options, call))
  const [valid] = type === undefined ? [] : checker.getTypeArguments(type as ts.TypeReference) // `ValidateOptions<...>`
  return valid ?? checker.getAnyType()
}
