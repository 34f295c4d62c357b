import { createHash } from "node:crypto"

import { ts } from "../1-read/syntax.ts"
import type { Likeness } from "../lock/lock.ts"
import { escaped } from "../lock/print-lock.ts"
import type { DraftRegion, DraftStarted, DraftState, DraftWait } from "./draft.ts"
import { headOf } from "./label.ts"

/** What a wait waits for, or which construct a region is, as one word. */
export const kindOf = (state: DraftWait | DraftStarted | DraftRegion): string => {
  if (state.kind === "region") return state.construct
  if (state.for.kind === "group") return `group:${state.for.word}`
  return state.for.kind === "step" ? `step:${escaped(state.for.step)}` : state.for.kind
}

/** What a wait or construct is known by after an edit, but for its place. */
export const likenessOf = (state: DraftWait | DraftStarted | DraftRegion): Likeness => {
  if (state.kind === "region") {
    return { detail: hash(tokensOf(headOf(state.node))), shape: hash(waitsIn(state)) }
  }
  const statement = tokensOf(statementText(state.node))
  return {
    detail: hash([...tokensOf(state.node.getText()), "in", ...statement]),
    shape: hash(statement.map((token) => (isName(token) ? "_" : token))),
  }
}

const waitsIn = ({ states }: DraftRegion): readonly string[] =>
  states.flatMap((state: DraftState) =>
    state.kind === "region" ? waitsIn(state) : state.kind === "wait" || state.kind === "started" ? [kindOf(state)] : [],
  )

/** The statement around a wait; of a construct with statements inside only the part that the wait stands in. */
const statementText = (wait: ts.Node): string => {
  let node = wait
  while (!ts.isStatement(node.parent) && !ts.isFunctionLike(node.parent) && !ts.isCaseOrDefaultClause(node.parent)) {
    node = node.parent
  }
  const isPart = ts.isFunctionLike(node.parent) || ts.isCaseOrDefaultClause(node.parent) || holdsStatements(node.parent)
  return (isPart ? node : node.parent).getText()
}

const holdsStatements = (node: ts.Node): boolean =>
  ts.isIterationStatement(node, false) || ts.isIfStatement(node) || ts.isSwitchStatement(node)

/** The tokens of a text, without comments and layout. */
const tokensOf = (text: string): readonly string[] => {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, text)
  const tokens: string[] = []
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    if (kind !== ts.SyntaxKind.SemicolonToken) tokens.push(scanner.getTokenText().replaceAll("\r\n", "\n"))
  }
  return tokens
}

const isName = (token: string): boolean =>
  /^[\p{ID_Start}$_]/u.test(token) && ts.identifierToKeywordKind(ts.factory.createIdentifier(token)) === undefined

const hash = (words: readonly string[]): string =>
  createHash("sha256").update(words.join(" ").toWellFormed()).digest("hex").slice(0, 8)
