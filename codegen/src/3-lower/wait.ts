import type { WaitFor } from "@statewright/model"

import { bareExpression } from "../1-read/bare-expression.ts"
import { ts } from "../1-read/syntax.ts"
import type { AwaitMeaning } from "../2-analyze/await-meaning.ts"
import { partThatMayThrow } from "../2-analyze/may-throw.ts"
import type { DraftWait, GivenType } from "./draft.ts"
import { lowerExpression } from "./expression.ts"
import { addState, emit, exitOf, goOn, type Lowering, nameAfter, openGiven, openSegment, refuse } from "./lowering.ts"
import { lowerOperands } from "./operands.ts"
import type { SegmentPrinter } from "./op.ts"

/** `await`: the segment ends with a command, a wait follows, and what it answers is given to the next segment. */
export const lowerAwait = (lowering: Lowering, node: ts.AwaitExpression, used: boolean): void => {
  const meaning = lowering.survey.awaits.get(node)
  if (meaning === undefined) return // it is refused already
  lowerArguments(lowering, meaning)
  const nodes = commandNodes(meaning)
  emit(lowering, {
    role: "command",
    nodes,
    exits: ["next"],
    ends: true,
    print: (text) => `return ${commandText(meaning, text)}`,
  })
  const wait: DraftWait = {
    kind: "wait",
    key: keyOf(meaning),
    name: keyOf(meaning),
    isWritten: meaning.kind === "step" && writtenId(meaning.call) !== undefined,
    parent: lowering.region,
    node: meaning.call,
    for: waitFor(meaning),
    done: { fromWait: true },
  }
  addState(lowering, wait, [exitOf(openSegment(lowering), "next")])
  goOn(lowering, [wait.done], nameAfter(wait, node))
  if (!used) return
  openGiven(lowering, { type: givenType(meaning) })
  lowering.replacements.set(node, { kind: "given" })
}

const lowerArguments = (lowering: Lowering, meaning: AwaitMeaning): void => {
  if (meaning.kind === "join") {
    for (const { call } of meaning.branches.slice(1)) refuseLate(lowering, call)
    lowerOperands(
      lowering,
      meaning.branches.flatMap(({ call }) => [...call.arguments]),
    )
  } else if (meaning.kind === "each") {
    lowerExpression(lowering, meaning.map)
    const { inner } = meaning
    lowering.replacements.set(inner, { kind: "rewritten", reads: [], print: (text) => startText(inner, text) })
  } else for (const argument of meaning.call.arguments) lowerExpression(lowering, argument)
}

/** A join begins all of its branches at once; in the function, those before have begun when a later one is evaluated. */
const refuseLate = (lowering: Lowering, { arguments: values }: ts.CallExpression): void => {
  const { suspends, checker } = lowering.survey
  for (const value of values) {
    const part = suspends.has(value) ? value : partThatMayThrow(value, checker)
    if (part === undefined) continue
    const construct = suspends.has(value)
      ? "`await` in a branch after the first"
      : "What may throw in a branch after the first"
    refuse(lowering, part, construct, "Evaluate it before, into a `const`, and pass that.")
  }
}

const commandNodes = (meaning: AwaitMeaning): readonly ts.Node[] => {
  if (meaning.kind === "sleep") return [...meaning.call.arguments]
  if (meaning.kind === "each") return [meaning.map]
  const calls = meaning.kind === "step" ? [meaning.call] : meaning.branches.map(({ call }) => call)
  return calls.flatMap((call) => [call.expression, ...call.arguments])
}

const commandText = (meaning: AwaitMeaning, text: SegmentPrinter): string => {
  switch (meaning.kind) {
    case "step":
      return startText(meaning.call, text)
    case "sleep":
      return `${text.abi("sleep")}(${meaning.call.arguments.map((argument) => text.node(argument)).join(", ")})`
    case "each":
      return `${text.abi("join")}("${meaning.policy}", ${text.node(meaning.map)})`
    case "join": {
      const starts = meaning.branches.map(({ call }) => startText(call, text))
      const line = `${text.abi("join")}("${meaning.policy}", [${starts.join(", ")}])`
      if (line.length <= 100 && !line.includes("\n")) return line
      return `${text.abi("join")}("${meaning.policy}", [\n${starts.map((start) => `  ${start.replaceAll("\n", "\n  ")},\n`).join("")}])`
    }
  }
}

const startText = (call: ts.CallExpression, text: SegmentPrinter): string =>
  `${text.abi("start")}(${[call.expression, ...call.arguments].map((part) => text.node(part)).join(", ")})`

const waitFor = (meaning: AwaitMeaning): WaitFor => {
  switch (meaning.kind) {
    case "step":
      return { kind: "step", step: meaning.step.name }
    case "sleep":
      return { kind: "sleep" }
    case "each":
      return { kind: "join", policy: meaning.policy, steps: [meaning.step.name] }
    case "join":
      return { kind: "join", policy: meaning.policy, steps: meaning.branches.map(({ step }) => step.name) }
  }
}

/** The author's id, else the callee's name. */
const keyOf = (meaning: AwaitMeaning): string => {
  switch (meaning.kind) {
    case "step":
      return writtenId(meaning.call) ?? calleeName(meaning.call)
    case "sleep":
      return "sleep"
    case "each":
    case "join":
      return meaning.policy === "parallel" ? "parallel" : "all"
  }
}

const calleeName = (call: ts.CallExpression): string => {
  const callee = calleeEntity(call.expression)
  return ts.isPropertyAccessExpression(callee) ? callee.name.text : callee.getText()
}

/** `charge` of `charge` and of `charge.with({ ... })`. */
export const calleeEntity = (callee: ts.Expression): ts.Expression => {
  const bare = bareExpression(callee)
  return ts.isCallExpression(bare) && ts.isPropertyAccessExpression(bare.expression)
    ? calleeEntity(bare.expression.expression)
    : bare
}

/** `deposit` of `charge.with({ id: "deposit" })(input)`, as an identifier. */
const writtenId = (call: ts.CallExpression): string | undefined => {
  const callee = bareExpression(call.expression)
  const options = ts.isCallExpression(callee) ? callee.arguments[0] : undefined
  if (options === undefined || !ts.isObjectLiteralExpression(options)) return undefined
  const id = options.properties.find(
    (property) => ts.isPropertyAssignment(property) && property.name.getText() === "id",
  )
  return id !== undefined && ts.isPropertyAssignment(id) && ts.isStringLiteralLike(id.initializer)
    ? id.initializer.text.replaceAll(/[^\w$]/g, "_").replace(/^(?=\d)/, "_")
    : undefined
}

const givenType = (meaning: AwaitMeaning): GivenType => {
  switch (meaning.kind) {
    case "step":
      return { kind: "step", callee: calleeEntity(meaning.call.expression) }
    case "sleep":
      return { kind: "none" }
    case "each":
      return { kind: "each", callee: calleeEntity(meaning.inner.expression) }
    case "join":
      return { kind: "join", callees: meaning.branches.map(({ call }) => calleeEntity(call.expression)) }
  }
}
