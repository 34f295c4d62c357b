import type { GroupWait, Lane } from "@statewright/model"

import { bareExpression } from "../1-read/bare-expression.ts"
import { ts } from "../1-read/syntax.ts"
import { firstOf } from "../2-analyze/await-meaning.ts"
import type { DirectCall, GroupCall, GroupMember, KnownHelper } from "../2-analyze/given-function.ts"
import { type KnownOptions, optionsOf } from "../2-analyze/group-options.ts"

type ProcedureOf = (helper: KnownHelper) => string

/** What is drawn of a group. */
export const groupFor = (group: GroupCall, procedureOf: ProcedureOf, checker: ts.TypeChecker): GroupWait => {
  const { word, members, body, options, key } = group
  const known = optionsOf(options, checker)
  const [losers] = known.losers
  return {
    kind: "group",
    word,
    ...textOf("join", known.join),
    ...(losers !== undefined && isWritten(options, "losers") && isLosers(losers) && { losers }),
    ...(word === "forEach" && modeOf(known)),
    ...textOf("limit", known.maxParallelism),
    ...textOf("timeout", known.timeout),
    ...textOf("key", key),
    lanes:
      body === undefined ? members.map((member) => laneOf(member, procedureOf)) : [{ procedure: procedureOf(body) }],
  }
}

const isLosers = (text: string): text is "cancel" | "await" | "detach" =>
  text === "cancel" || text === "await" || text === "detach"

const modeOf = ({ mode }: KnownOptions): Pick<GroupWait, "mode"> => {
  const [only] = mode
  return mode.length === 1 && (only === "sequential" || only === "parallel") ? { mode: only } : {}
}

const textOf = (key: "join" | "limit" | "timeout" | "key", written: ts.Expression | undefined): Partial<GroupWait> => {
  if (written === undefined || ts.isObjectLiteralExpression(bareExpression(written))) return {}
  const bare = bareExpression(written)
  return { [key]: ts.isStringLiteralLike(bare) ? bare.text : bare.getText().replaceAll(/\s+/g, " ") }
}

const isWritten = (options: ts.Expression | undefined, name: string): boolean => {
  const literal = options && bareExpression(options)
  return (
    literal !== undefined &&
    ts.isObjectLiteralExpression(literal) &&
    literal.properties.some((property) => property.name !== undefined && property.name.getText() === name)
  )
}

const laneOf = (member: GroupMember, procedureOf: ProcedureOf): Lane => ({
  ...(member.name !== undefined && { name: member.name }),
  ...(member.kind === "function" ? { procedure: procedureOf(member.helper) } : begunLane(member.begun, procedureOf)),
})

const begunLane = (begun: DirectCall, procedureOf: ProcedureOf): Lane => {
  const first = firstOf(begun)
  switch (first.kind) {
    case "step":
      return { step: first.step.name }
    case "validate":
      return { step: "validate" }
    case "call":
      return { procedure: procedureOf(first.helper) }
    case "event":
      return { event: first.event.name }
    case "sleep":
      return { sleep: true }
    case "run":
      return first.workflow === undefined ? {} : { workflow: first.workflow.name }
    case "group":
    case "promise":
      return {}
  }
}
