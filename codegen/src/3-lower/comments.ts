import { ts } from "../1-read/syntax.ts"

/** The comments that stand before a statement, each without the space around it. */
export const commentsBefore = (node: ts.Node): readonly string[] => {
  const text = node.getSourceFile().text
  return (ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []).map(({ pos, end }) =>
    dedentComment(text, pos, end),
  )
}

/** The comment that stands behind a statement on its last line. */
export const commentsAfter = (node: ts.Node): string | undefined => {
  const text = node.getSourceFile().text
  const ranges = ts.getTrailingCommentRanges(text, node.getEnd()) ?? []
  return ranges.length === 0 ? undefined : ranges.map(({ pos, end }) => text.slice(pos, end)).join(" ")
}

/** Whether the author left a blank line before a statement and its comments. */
export const hasBlankLineBefore = (node: ts.Node): boolean => {
  const { text } = node.getSourceFile()
  const first = ts.getLeadingCommentRanges(text, node.getFullStart())?.[0]?.pos ?? node.getStart()
  return /\n[ \t\r]*\n[ \t]*$/.test(text.slice(Math.max(0, first - 400), first))
}

/** A block comment keeps its shape when it moves to another column. */
const dedentComment = (text: string, pos: number, end: number): string => {
  const column = pos - (text.lastIndexOf("\n", pos - 1) + 1)
  return text.slice(pos, end).replaceAll(new RegExp(`\\n[ \\t]{0,${column}}`, "g"), "\n")
}
