/** A stretch of the author's source; offsets are UTF-16 units from 0, each line end one of them; lines and columns count from 1. */
export interface Span {
  readonly start: number
  readonly end: number
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}
