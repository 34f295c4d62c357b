import type { Place } from "../diagnostic/diagnostic.ts"
import { spanBetween } from "./place-of.ts"
import { ts } from "./syntax.ts"

/** A comment that silences a warning: `// statewright-ignore SW4112 because the error is logged`. */
export interface Suppression extends Place {
  /** As it is written; empty when there is none. */
  readonly code: string
  readonly reason: string | undefined
  /** The line that it speaks of: its own when code stands before it, else that of the code that follows. */
  readonly line: number
}

const word = "statewright-ignore"

/** The suppressions of a file, in order; a comment that only speaks of them is none. */
export const findSuppressions = (sourceFile: ts.SourceFile): Suppression[] => {
  const { text } = sourceFile
  const mentions = [...text.matchAll(new RegExp(word, "g"))].map(({ index }) => index)
  const comments = new Map(
    mentions.flatMap((position) => commentAt(position, sourceFile)).map((found) => [found.start, found]),
  )
  return [...comments.values()].flatMap((comment) => {
    const said = saidBy(text.slice(comment.start, comment.end))
    const place = { file: sourceFile.fileName, span: spanBetween(sourceFile, comment.start, comment.end) }
    return said === undefined ? [] : [{ ...place, ...said, line: lineOf(comment, sourceFile) }]
  })
}

interface Comment {
  readonly start: number
  readonly end: number
  /** Where the code after it begins. */
  readonly next: number
}

/** The comment around a position; none when a string or a template stands there. */
const commentAt = (position: number, sourceFile: ts.SourceFile): Comment[] => {
  const token = tokenAt(sourceFile, position, sourceFile)
  const { text } = sourceFile
  const ranges = [
    ...(ts.getTrailingCommentRanges(text, token.pos) ?? []),
    ...(ts.getLeadingCommentRanges(text, token.pos) ?? []),
  ]
  return ranges
    .filter(({ pos, end }) => pos <= position && position < end)
    .map(({ pos, end }) => ({ start: pos, end, next: token.getStart(sourceFile) }))
}

/** Comments belong to the token after them. */
const tokenAt = (node: ts.Node, position: number, sourceFile: ts.SourceFile): ts.Node => {
  const child = node
    .getChildren(sourceFile)
    .find((each) => !ts.isJSDoc(each) && each.pos <= position && position < each.end)
  return child === undefined ? node : tokenAt(child, position, sourceFile)
}

const saidBy = (comment: string): Pick<Suppression, "code" | "reason"> | undefined => {
  const said = comment
    .replace(/^\/[/*]+/, "")
    .replace(/\*\/$/, "")
    .trim()
  if (!said.startsWith(word) || /^[\w-]/.test(said.slice(word.length))) return undefined
  const [, code = "", rest = ""] = /^[\s:]*([^\s,:]*)(.*)$/s.exec(said.slice(word.length)) ?? []
  return { code, reason: /^[\s,:]*because\s+(\S.*)$/s.exec(rest)?.[1] }
}

const lineOf = ({ start, next }: Comment, sourceFile: ts.SourceFile): number => {
  const { line, character } = sourceFile.getLineAndCharacterOfPosition(start)
  const hasCodeBefore = sourceFile.text.slice(start - character, start).trim() !== ""
  return (hasCodeBefore ? line : sourceFile.getLineAndCharacterOfPosition(next).line) + 1
}
