import type { BegunCall, ChainedCall, GroupCall, GroupMember, KnownHelper } from "../2-analyze/given-function.ts"
import type { ts } from "../1-read/syntax.ts"
import { type AwaitMeaning, begunMembersOf, firstOf, operandsOf } from "../2-analyze/await-meaning.ts"
import { eventText } from "./event-text.ts"
import { handleText, partOfRunText, useText } from "./handle-text.ts"
import { isUnused } from "./is-unused.ts"
import { runNodes, runText } from "./run-text.ts"
import type { SegmentPrinter } from "./op.ts"
import { validationText } from "./validation-text.ts"

/** The author's nodes that a command evaluates. */
export const commandNodes = (meaning: AwaitMeaning): readonly ts.Node[] => {
  switch (meaning.kind) {
    case "step":
    case "validate":
    case "sleep":
    case "event":
    case "call":
    case "chain":
    case "through":
    case "group":
    case "run":
      return partNodes(meaning)
    case "join":
      return meaning.branches.flatMap(partNodes)
    case "each":
    case "many":
      return [meaning.map]
    case "gather":
      return [meaning.list]
    case "promise":
      return [meaning.value]
    case "handle":
      return meaning.passed
    case "use":
      return [meaning.handle, ...meaning.passed]
  }
}

/** A helper and `sleep` are called by words of ours. */
const partNodes = (part: BegunCall): readonly ts.Node[] => {
  if (part.kind === "through") return [part.source, ...part.passed]
  const first = firstOf(part)
  if (first.kind === "group") return groupNodes(first)
  if (first.kind === "event") return [...first.passed, ...first.parts.keys.map(({ value }) => value)]
  if (first.kind === "run") return runNodes(first)
  return first.kind === "step" ? [first.callee, ...first.passed] : operandsOf(part)
}

const groupNodes = (group: GroupCall): readonly ts.Node[] => [
  ...begunMembersOf(group).flatMap(partNodes),
  ...(group.items === undefined ? [] : [group.items]),
  ...(group.key === undefined ? [] : [group.key]),
  ...(group.options === undefined ? [] : [group.options]),
]

/** What a segment returns to ask for what `await` waits for, or for what is begun. */
export const commandText = (meaning: AwaitMeaning, text: SegmentPrinter, node: ts.Expression): string => {
  switch (meaning.kind) {
    case "step":
    case "validate":
    case "sleep":
    case "event":
    case "call":
    case "chain":
    case "through":
    case "run":
      return partText(meaning, text)
    case "group":
      return groupText(meaning, text, isUnused(node))
    case "join": {
      const parts = meaning.branches.map((branch) => partText(branch, text))
      return listed(`${text.abi("join")}("${meaning.policy}", [`, parts, ["]"])
    }
    case "each":
      return `${text.abi("join")}("${meaning.policy}", ${text.node(meaning.map)})`
    case "many":
      // The call that is replaced by its promise is written here as itself.
      return `${text.abi("many")}(${text.before({ node, replacement: undefined })})`
    case "gather":
      return `${text.abi("gather")}("${meaning.policy}", ${text.node(meaning.list)})`
    case "promise":
      return `${text.abi("awaited")}(${text.node(meaning.value)})`
    case "handle":
      return handleText(meaning, text)
    case "use":
      return useText(meaning, text)
  }
}

/** One thing that is begun. */
export const partText = (part: BegunCall | KnownHelper, text: SegmentPrinter): string => {
  if (!("kind" in part)) return `(...args) => ${text.call(part, "args")}`
  if (part.kind === "chain") return chainText(part, text)
  const values = part.passed.map((argument) => text.node(argument))
  switch (part.kind) {
    case "step":
      return `${text.abi("start")}(${[text.node(part.callee), ...stepArguments(part, values, text)].join(", ")})`
    case "validate":
      return `${text.abi("start")}(${[text.validation(validationText(part, text)), ...values].join(", ")})`
    case "sleep":
      return `${text.abi("sleep")}(${values.join(", ")})`
    case "event":
      return eventText(part, text)
    case "call":
      return text.call(part.helper, `[${values.join(", ")}]`)
    case "group":
      return groupText(part, text, false)
    case "run":
      return runText(part, values, text)
    case "through":
      return `(${text.node(part.source)})(${argumentTexts(part.source, part.passed, text).join(", ")})`
  }
}

const chainText = ({ of, callbacks }: ChainedCall, text: SegmentPrinter): string => {
  const base = of.kind === "promise" ? `${text.abi("awaited")}(${text.node(of.value)})` : partText(of, text)
  const chained = text.abi("chained")
  const parts = callbacks.map(({ on, helper, isAsync }) => {
    const call = text.call(helper, "[]")
    return `${on}: ${isAsync ? `${text.abi("promised")}(${call})` : call}`
  })
  const list = parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`
  const line = `${chained}(${base}, ${list})`
  if (line.length <= 100 && !line.includes("\n")) return line
  return `${chained}(\n  ${base.replaceAll("\n", "\n  ")},\n  ${list},\n)`
}

/** Of a type parameter only the bound is left, which is less than what the function asks for that was handed over. */
const argumentTexts = (
  { parameters }: ts.SignatureDeclaration,
  passed: readonly ts.Expression[],
  text: SegmentPrinter,
): readonly string[] =>
  passed.map((argument, index) => {
    const parameter = parameters[index]
    const type = parameter && text.typeOf(parameter)
    if (type === undefined || text.fits(argument, type)) return text.node(argument)
    return `(${text.node(argument)}) as never as ${text.type(type, argument)}`
  })

/** The same for a step that was handed over. */
const stepArguments = (
  { call, callee, passed }: BegunCall & { readonly kind: "step" },
  values: readonly string[],
  text: SegmentPrinter,
): readonly string[] => {
  const [argument] = passed
  const type = callee === call.expression ? undefined : text.parameterType(callee)
  if (argument === undefined || type === undefined || text.fits(argument, type)) return values
  return values.map((value) => `(${value}) as never`)
}

/** `unused`: nobody asks what it answers. */
const groupText = (group: GroupCall, text: SegmentPrinter, unused: boolean): string => {
  const { word, members, items, options, body } = group
  const rest = [
    ...(options === undefined ? (unused || word === "parallel" ? ["{}"] : []) : [text.node(options)]),
    ...(body === undefined ? [] : [text.call(body, "[]")]),
    ...(unused ? ["true"] : []),
  ]
  if (word === "forEach" && items !== undefined) return `${text.abi("each")}(${[text.node(items), ...rest].join(", ")})`
  if (body !== undefined && (word === "scope" || word === "mutex")) return partOfRunText(group, body, text)
  const parts = members.map((member) => memberText(member, text))
  if (word === "parallel") return listed(`${text.abi(word)}([`, parts, ["]", ...rest])
  if (word !== "fork" && word !== "race") throw new Error(`invariant: nothing is a ${word} yet`)
  return listed(`${text.abi(word)}({`, parts, ["}", ...rest])
}

const memberText = (member: GroupMember, text: SegmentPrinter): string => {
  const part = member.kind === "begun" ? partText(member.begun, text) : text.call(member.helper, "[]")
  return member.name === undefined ? part : `${keyText(member.name)}: ${part}`
}

const keyText = (name: string): string =>
  /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? name : JSON.stringify(name)

/** A call whose first argument is a list, on one line if it fits. */
const listed = (open: string, parts: readonly string[], [close = "", ...rest]: readonly string[]): string => {
  const space = close === "}" ? " " : ""
  const end = `${[close, ...rest].join(", ")})`
  const line = `${open}${space}${parts.join(", ")}${space}${end}`
  if (line.length <= 100 && !parts.some((part) => part.includes("\n"))) return line
  return `${open}\n${parts.map((part) => `  ${part.replaceAll("\n", "\n  ")},\n`).join("")}${end}`
}
